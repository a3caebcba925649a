-- The town itself: places, hours, files, people to reach, who is responsible.

create schema geo;
grant usage on schema geo to app;

-- Areas: the town's boundary and its districts, GeoJSON in longitude and latitude.
create table geo.area (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('boundary', 'district')),
  code text not null,
  name text not null,
  geometry jsonb not null,
  primary key (tenant_id, id),
  constraint area_code unique (tenant_id, kind, code)
);
select platform.tenant_table('geo.area', 'reference', 'select, insert, update, delete');

-- Streets and railways with their owner: what is not the town's goes to a named authority.
create table geo.street (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  class text not null,
  owner text not null,
  authority text,
  geometry jsonb not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('geo.street', 'reference', 'select, insert, update, delete');

-- What the town's own map draws: river, parks, playgrounds, railway, buildings.
create table geo.feature (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  name text,
  geometry jsonb not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('geo.feature', 'reference', 'select, insert, update, delete');

-- place: Web Mercator metres, so that nearest-neighbour order is right within a town.
create table geo.address (
  tenant_id uuid not null,
  id uuid not null,
  street text not null,
  house_number text not null,
  postcode text not null,
  city text not null,
  district text,
  lat double precision not null,
  lon double precision not null,
  place point not null,
  folded text not null,
  primary key (tenant_id, id),
  constraint address_text unique (tenant_id, street, house_number, postcode)
);
select platform.tenant_table('geo.address', 'reference', 'select, insert, update, delete');
create index address_place on geo.address using gist (place);
create index address_folded on geo.address (tenant_id, folded text_pattern_ops);

create schema calendar;
grant usage on schema calendar to app;

-- A town's own days off beside the state's holidays (a setting names country and state).
create table calendar.day_off (
  tenant_id uuid not null,
  day date not null,
  name text not null,
  primary key (tenant_id, day)
);
select platform.tenant_table('calendar.day_off', 'reference', 'select, insert, update, delete');

-- Business hours; unit_id of all zeros means the town as a whole.
create table calendar.opening (
  tenant_id uuid not null,
  unit_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  primary key (tenant_id, unit_id, weekday, from_time)
);
select platform.tenant_table('calendar.opening', 'reference', 'select, insert, update, delete');

create schema files;
grant usage on schema files to app;

-- A folder is what files belong to (a draft, and the case that it becomes: both share one id).
-- Destroying its key erases every file of it, in backups too.
create table files.folder (
  tenant_id uuid not null,
  id uuid not null,
  wrapped_key bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  primary key (tenant_id, id)
);
select platform.tenant_table('files.folder', 'case', 'select, insert, update, delete');

create table files.file (
  tenant_id uuid not null,
  id uuid not null,
  folder_id uuid not null,
  kind text not null check (kind in ('photo', 'document')),
  stage text not null check (stage in ('report', 'before', 'after')),
  visibility text not null check (visibility in ('public', 'parties', 'internal')),
  name text not null,
  mime text not null,
  size integer not null,
  sha256 bytea not null,
  original_blob text not null,
  public_blob text,
  thumb_blob text,
  width integer,
  height integer,
  taken_local text,
  lat double precision,
  lon double precision,
  position integer not null default 0,
  by_kind text not null,
  by_id uuid,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, folder_id) references files.folder (tenant_id, id)
);
select platform.tenant_table('files.file', 'case', 'select, insert, update, delete');
create index file_folder on files.file (tenant_id, folder_id);

create schema parties;
grant usage on schema parties to app;

create table parties.party (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('person', 'organisation')),
  name text,
  email text,
  phone text,
  lang text not null,
  created_at timestamptz not null,
  erased_at timestamptz,
  primary key (tenant_id, id)
);
select platform.tenant_table('parties.party', 'person', 'select, insert, update');

create schema responsibility;
grant usage on schema responsibility to app;

-- Others who are responsible where the town is not.
create table responsibility.authority (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  url text,
  email text,
  phone text,
  word text not null,
  word_en text not null,
  primary key (tenant_id, id),
  constraint authority_code unique (tenant_id, code)
);
select platform.tenant_table('responsibility.authority', 'reference', 'select, insert, update');

-- category × area × owner × time → unit or authority. Null means any; the most specific rule wins.
create table responsibility.rule (
  tenant_id uuid not null,
  id uuid not null,
  category text,
  area_id uuid,
  owner text,
  from_day text,
  until_day text,
  unit_id uuid,
  authority_id uuid,
  note text,
  check ((unit_id is null) <> (authority_id is null)),
  primary key (tenant_id, id),
  foreign key (tenant_id, area_id) references geo.area (tenant_id, id),
  foreign key (tenant_id, unit_id) references organisation.unit (tenant_id, id),
  foreign key (tenant_id, authority_id) references responsibility.authority (tenant_id, id)
);
select platform.tenant_table('responsibility.rule', 'reference', 'select, insert, update, delete');

-- Objects: lamp posts, trees, playgrounds … by layers, and which report is about which of them (docs/adr/0029).

create schema objects;
grant usage on schema objects to app;

-- categories: what can be reported of such a thing. shown: which attributes of the source are kept and shown,
-- [{from, de, en}]; nothing else of the source is stored. number_from, name_from: where number and name stand there.
create table objects.layer (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  one text not null,
  one_en text not null,
  icon text not null,
  colour text not null,
  source text not null check (source in ('import', 'wfs')),
  public boolean not null,
  active boolean not null default true,
  categories text[] not null,
  srs text not null,
  number_from text not null,
  name_from text not null,
  shown jsonb not null,
  wfs_url text not null,
  wfs_type text not null,
  wfs_hours integer not null,
  position integer not null,
  version integer not null default 1,
  primary key (tenant_id, code)
);
select platform.tenant_table('objects.layer', 'reference', 'select, insert, update');

-- code: what stands on its sticker. cell: a square of the grid, in which a box on the map finds it by a b-tree.
-- number_key: the number as it is compared and sorted. An object that vanished from its source stays, inactive.
create table objects.object (
  tenant_id uuid not null,
  id uuid not null,
  layer text not null,
  number text not null,
  number_key text collate "C" not null,
  code text not null,
  name text,
  lat double precision not null,
  lon double precision not null,
  cell bigint not null,
  area_id uuid,
  attributes jsonb not null,
  active boolean not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  constraint object_number unique (tenant_id, layer, number),
  constraint object_code unique (tenant_id, code)
);
select platform.tenant_table('objects.object', 'reference', 'select, insert, update');
create index object_cell on objects.object (tenant_id, cell) where active;
create index object_key on objects.object (tenant_id, layer, number_key, id);

-- How the last question to a map server went. why: a code; facts: figures for people. Of an answer that is not
-- believed (held) nothing is taken over until somebody has said yes: allowed says to what.
create table objects.fetch (
  tenant_id uuid not null,
  layer text not null,
  state text not null check (state in ('waiting', 'good', 'held', 'failed')),
  why text,
  facts jsonb not null,
  failures integer not null,
  asked_at timestamptz,
  good_at timestamptz,
  next_at timestamptz not null,
  leased_until timestamptz,
  allowed jsonb,
  primary key (tenant_id, layer)
);
select platform.tenant_table('objects.fetch', 'reference', 'select, insert, update');

-- One report is about one object; at is when it came in.
create table reports.at_object (
  tenant_id uuid not null,
  case_id uuid not null,
  object_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('reports.at_object', 'case', 'select, insert, update, delete');
create index at_object_object on reports.at_object (tenant_id, object_id, at desc);

-- A category that is about an object of this layer asks which one.
alter table reports.category add column required_layer text;

-- Towns that are there already: their built-in roles learn the new right.
update organisation.role set permissions = array_append(permissions, 'objects.manage')
  where code = 'administrator' and not ('objects.manage' = any (permissions));

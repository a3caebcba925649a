-- Parts of a case for several offices, planned works and outages, inspection rounds (docs/adr/0033).

-- A case that several offices work on: how its parts close, and what of them its reporter has not been told yet.
create table cases.split (
  tenant_id uuid not null,
  case_id uuid not null,
  mode text not null check (mode in ('together', 'apart')),
  -- How many parts were ever made: the next one's number.
  made smallint not null,
  changed_at timestamptz,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('cases.split', 'case', 'select, insert, update');
create index split_changed on cases.split (tenant_id, changed_at) where changed_at is not null;

-- Which case is a part of which.
create table cases.child (
  tenant_id uuid not null,
  case_id uuid not null,
  parent_id uuid not null,
  position smallint not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('cases.child', 'case', 'select, insert');
create index child_parent on cases.child (tenant_id, parent_id, position);

create schema works;
grant usage on schema works to app;

-- extent: point (lat, lon, radius_m), streets (their names and lines), district (area_id), drawn (shape) or town.
-- shape: GeoJSON of lines or areas, radius_m around lines; west to north: the box that all of it lies in.
-- on_match and on_end: what becomes of a report that the work answers, at once and when the work ends.
create table works.work (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('roadworks', 'closure', 'power', 'water', 'lighting', 'other')),
  title text not null,
  title_en text not null,
  body text not null,
  body_en text not null,
  begins_at timestamptz not null,
  ends_at timestamptz,
  extent text not null check (extent in ('point', 'streets', 'district', 'drawn', 'town')),
  lat double precision,
  lon double precision,
  radius_m integer not null default 0,
  streets text[] not null default '{}',
  area_id uuid,
  shape jsonb,
  west double precision,
  south double precision,
  east double precision,
  north double precision,
  types text[] not null default '{}',
  on_match text not null check (on_match in ('leave', 'close')),
  on_end text not null check (on_end in ('leave', 'close')),
  unit_id uuid not null,
  published_at timestamptz,
  ended_at timestamptz,
  made_by uuid,
  made_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);
select platform.tenant_table('works.work', 'reference', 'select, insert, update');
create index work_begins on works.work (tenant_id, begins_at desc, id);

-- Reports that a work answers. closed: it closed them; ended_at: when their people were told of its end.
create table works.tie (
  tenant_id uuid not null,
  work_id uuid not null,
  case_id uuid not null,
  at timestamptz not null,
  by_id uuid,
  closed boolean not null default false,
  ended_at timestamptz,
  untied_at timestamptz,
  untied_by uuid,
  primary key (tenant_id, work_id, case_id)
);
select platform.tenant_table('works.tie', 'case', 'select, insert, update');
create index tie_case on works.tie (tenant_id, case_id);

-- Who wants a mail when a work changes or ends; gone when it has ended, or after two days without a yes.
create table works.follower (
  tenant_id uuid not null,
  id uuid not null,
  work_id uuid not null,
  email text not null,
  lang text not null,
  token_hash bytea not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (tenant_id, id),
  constraint follower_token unique (tenant_id, token_hash),
  constraint follower_email unique (tenant_id, work_id, email)
);
select platform.tenant_table('works.follower', 'transport', 'select, insert, update, delete');
create index follower_email_all on works.follower (tenant_id, email);

create schema rounds;
grant usage on schema rounds to app;

-- rhythm: {"every": "week", "days": [1]}, {"every": "month", "day": 1} or {"every": "days", "n": 14, "from": "2026-11-23"}.
-- next_on: the day that the worker makes a run for next.
create table rounds.round (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  unit_id uuid not null,
  person_id uuid,
  layer text not null,
  area_id uuid,
  rhythm jsonb not null,
  skip_holidays boolean not null,
  days_to_walk smallint not null,
  questions jsonb not null,
  defect_type text not null,
  active boolean not null default true,
  next_on date not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);
select platform.tenant_table('rounds.round', 'reference', 'select, insert, update');

-- One walk. questions: as they were asked then.
create table rounds.run (
  tenant_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  due_on date not null,
  unit_id uuid not null,
  person_id uuid,
  questions jsonb not null,
  made_at timestamptz not null,
  finished_at timestamptz,
  finished_by uuid,
  told_late_at timestamptz,
  primary key (tenant_id, id),
  constraint run_day unique (tenant_id, round_id, due_on)
);
select platform.tenant_table('rounds.run', 'history', 'select, insert, update');
create index run_due on rounds.run (tenant_id, due_on) where finished_at is null;

-- The objects of a walk as they were when it was made, in walking order.
create table rounds.stop (
  tenant_id uuid not null,
  run_id uuid not null,
  position smallint not null,
  object_id uuid not null,
  label text not null,
  address text,
  lat double precision not null,
  lon double precision not null,
  primary key (tenant_id, run_id, position)
);
select platform.tenant_table('rounds.stop', 'history', 'select, insert');

-- What was seen, when and by whom: the proof. Rows are added, never changed; a correction is a row more.
create table rounds.finding (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  object_id uuid not null,
  result text not null check (result in ('ok', 'defect', 'blocked')),
  answers jsonb not null,
  reason text,
  case_id uuid,
  by_id uuid not null,
  by_for uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('rounds.finding', 'history', 'select, insert');
create index finding_run on rounds.finding (tenant_id, run_id, at);
create index finding_object on rounds.finding (tenant_id, object_id, at desc);

-- Towns that are there already: their built-in roles learn the new rights.
update organisation.role r set permissions = (select array_agg(distinct p) from unnest(r.permissions || n.more) p)
  from (values
    ('field_worker', '{rounds.walk}'::text[]),
    ('clerk', '{cases.split,works.manage,rounds.walk}'),
    ('head', '{cases.split,works.manage,rounds.walk,rounds.manage}')) n (code, more)
  where r.code = n.code;
update tenancy.revision set n = n + 1;

create schema fieldwork;
grant usage on schema fieldwork to app;

-- What a town's people use up on the street: a short catalogue, edited by the administration.
create table fieldwork.material (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  name_en text not null,
  unit text not null,
  retired_at timestamptz,
  primary key (tenant_id, id)
);
select platform.tenant_table('fieldwork.material', 'reference', 'select, insert, update');

-- The order in which somebody wants to go through their day; without rows it is reckoned. Swept after a week.
create table fieldwork.stop (
  tenant_id uuid not null,
  account_id uuid not null,
  day date not null,
  case_id uuid not null,
  position integer not null,
  primary key (tenant_id, account_id, day, case_id)
);
select platform.tenant_table('fieldwork.stop', 'draft', 'select, insert, delete');
create index stop_day on fieldwork.stop (tenant_id, day);

-- What was done on a case: arrived, worked so many minutes, used so much of a material. `at` is when it happened, by the
-- device; `received_at` when it reached us. No words. Of an anonymised case nobody is named any more.
create table fieldwork.entry (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('arrival', 'time', 'material')),
  minutes integer check (minutes between 1 and 1440),
  material_id uuid,
  quantity numeric(9, 2) check (quantity > 0),
  by_id uuid,
  at timestamptz not null,
  received_at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('fieldwork.entry', 'case', 'select, insert, update, delete');
create index entry_case on fieldwork.entry (tenant_id, case_id, at);

-- Which actions of which device have been done, so that one sent twice is done once. Ids and codes only; swept after
-- sixty days, and older actions are refused.
create table fieldwork.applied (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  fingerprint bytea not null,
  answer jsonb,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('fieldwork.applied', 'transport', 'select, insert, update, delete');
create index applied_at on fieldwork.applied (tenant_id, at);

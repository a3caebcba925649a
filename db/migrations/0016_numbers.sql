-- Numbers: what is counted of each report, and the figures of each month made from it (docs/adr/0026).

create schema analytics;
grant usage on schema analytics to app;

-- One row a report, written by the worker from the case and its events; none for a restricted case. Times in minutes.
-- in_time: null without a target, and for an open case whose target has not passed. late_why: a code.
create table analytics.fact (
  tenant_id uuid not null,
  case_id uuid not null,
  month date not null,
  type text not null,
  area_id uuid,
  unit_id uuid,
  public boolean not null,
  closed boolean not null,
  due_at timestamptz,
  in_time boolean,
  late_why text,
  reopened boolean not null,
  answer_minutes integer,
  fix_minutes integer,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('analytics.fact', 'case', 'select, insert, update, delete');
create index fact_month on analytics.fact (tenant_id, month);
create index fact_type on analytics.fact (tenant_id, type, month);
create index fact_area on analytics.fact (tenant_id, area_id, month);
create index fact_due on analytics.fact (tenant_id, due_at) where in_time is null and not closed and due_at is not null;
create index fact_late on analytics.fact (tenant_id, due_at desc, case_id) where in_time = false;

-- The figures of a month: of all (dim 'all'), and by type, area and unit; for everybody or for the town's own people.
-- answer, fix: how many took how long, by classes of 4.4 % each (src/modules/analytics/spread.ts); late: by reason.
create table analytics.figure (
  tenant_id uuid not null,
  month date not null,
  public boolean not null,
  dim text not null check (dim in ('all', 'type', 'area', 'unit')),
  value text not null,
  received integer not null,
  closed integer not null,
  judged integer not null,
  in_time integer not null,
  reopened integer not null,
  answer jsonb not null,
  fix jsonb not null,
  late jsonb not null,
  primary key (tenant_id, public, dim, month, value)
);
select platform.tenant_table('analytics.figure', 'history', 'select, insert, delete');

-- Up to which number of the feed the worker has looked, and when it last did.
create table analytics.progress (
  tenant_id uuid not null,
  n bigint not null,
  at timestamptz not null,
  primary key (tenant_id)
);
select platform.tenant_table('analytics.progress', 'reference', 'select, insert, update');

-- Towns that are there already: their built-in roles learn the new right.
update organisation.role set permissions = array_append(permissions, 'numbers.read')
  where code in ('clerk', 'head', 'administrator') and not ('numbers.read' = any (permissions));

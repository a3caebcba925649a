-- What people say after: "still there", and how it was, when the town asks once after closing (docs/adr/0035).

create schema voice;
grant usage on schema voice to app;

-- A closed report that people doubt: one open question a case, however many say so. decision: 'reopened' or 'stays'.
create table voice.question (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  voices integer not null,
  last_at timestamptz not null,
  decided_at timestamptz,
  decision text check (decision in ('reopened', 'stays')),
  decided_by uuid,
  word text,
  primary key (tenant_id, id)
);
select platform.tenant_table('voice.question', 'case', 'select, insert, update, delete');
create unique index question_open on voice.question (tenant_id, case_id) where decided_at is null;
create index question_due on voice.question (tenant_id, due_at, id) where decided_at is null;
create index question_case on voice.question (tenant_id, case_id, asked_at);

-- One voice. question_id: null when the report was still open. voter: a digest that tells one browser or person from
-- another for some days; party_id: who said it with a tracking link or in their account.
create table voice.saying (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  question_id uuid,
  at timestamptz not null,
  body text,
  email text,
  lang text,
  party_id uuid,
  voter bytea,
  photos integer not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('voice.saying', 'case', 'select, insert, update, delete');
create index saying_case on voice.saying (tenant_id, case_id, at);
create index saying_person on voice.saying (tenant_id, at) where email is not null or voter is not null;

-- How many say of an open report that it is still there, and when somebody last did.
create table voice.still (
  tenant_id uuid not null,
  case_id uuid not null,
  voices integer not null,
  last_at timestamptz not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('voice.still', 'case', 'select, insert, update, delete');

-- The question after closing: once a case. due_at: when to ask; null once it was sent or will never be.
create table voice.survey (
  tenant_id uuid not null,
  case_id uuid not null,
  party_id uuid not null,
  due_at timestamptz,
  sent_at timestamptz,
  answered_at timestamptz,
  fixed text check (fixed in ('yes', 'no', 'partly')),
  mood smallint check (mood between 1 and 5),
  body text,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('voice.survey', 'case', 'select, insert, update, delete');
create index survey_due on voice.survey (tenant_id, due_at, case_id) where due_at is not null;
create index survey_answered on voice.survey (tenant_id, answered_at desc, case_id) where answered_at is not null;

-- Photos of what is still there.
alter table files.file drop constraint if exists file_stage_check;
alter table files.file add constraint file_stage_check check (stage in ('report', 'before', 'after', 'again'));

-- Numbers: what is counted of a report grows, and figures are added to by difference from the fact that stood before.
-- spot: a square of some 50 m and a kind, to find what was fixed at the same place not long ago.
alter table analytics.fact add column status text;
alter table analytics.fact add column opened_at timestamptz;
alter table analytics.fact add column fixed_at timestamptz;
alter table analytics.fact add column x integer;
alter table analytics.fact add column y integer;
alter table analytics.fact add column spot bigint;
alter table analytics.fact add column repeats boolean not null default false;
alter table analytics.fact add column doubts smallint not null default 0;
alter table analytics.fact add column confirmed smallint not null default 0;
alter table analytics.fact add column asked boolean not null default false;
alter table analytics.fact add column fixed text;
alter table analytics.fact add column mood smallint;
create index fact_spot on analytics.fact (tenant_id, spot, fixed_at) where fixed_at is not null;

alter table analytics.figure add column doubts integer not null default 0;
alter table analytics.figure add column confirmed integer not null default 0;
alter table analytics.figure add column repeats integer not null default 0;
alter table analytics.figure add column asked integer not null default 0;
alter table analytics.figure add column fixed jsonb not null default '{}';
alter table analytics.figure add column mood jsonb not null default '{}';
grant update on analytics.figure to app;

-- The figures of one category in one district at one unit: what a question about a category or a district adds up.
create table analytics.cell (
  tenant_id uuid not null,
  month date not null,
  public boolean not null,
  type text not null,
  area_id uuid not null,
  unit_id uuid not null,
  received integer not null,
  closed integer not null,
  judged integer not null,
  in_time integer not null,
  reopened integer not null,
  doubts integer not null,
  confirmed integer not null,
  repeats integer not null,
  asked integer not null,
  answer jsonb not null,
  fix jsonb not null,
  late jsonb not null,
  fixed jsonb not null,
  mood jsonb not null,
  primary key (tenant_id, public, month, type, area_id, unit_id)
);
select platform.tenant_table('analytics.cell', 'history', 'select, insert, update, delete');
create index cell_type on analytics.cell (tenant_id, public, type, month);
create index cell_area on analytics.cell (tenant_id, public, area_id, month);

-- How many public reports came in month by month in each cell of the map's grid (docs/adr/0027), for its trend view.
-- type '' stands for all types.
create table analytics.trend (
  tenant_id uuid not null,
  level smallint not null,
  type text not null,
  month date not null,
  x integer not null,
  y integer not null,
  status text not null,
  area_id uuid not null,
  n integer not null,
  primary key (tenant_id, level, type, month, x, y, status, area_id)
);
select platform.tenant_table('analytics.trend', 'history', 'select, insert, update, delete');

-- walked: how far the worker has come in counting all cases once; null when it has. renewed: the month that was made
-- again last; whole: all months were made since. Until then there are no figures worth showing.
alter table analytics.progress add column walked uuid default '00000000-0000-0000-0000-000000000000';
alter table analytics.progress add column renewed date not null default '0001-01-01';
alter table analytics.progress add column whole boolean not null default false;
alter table analytics.progress add column checked_at timestamptz;
delete from analytics.figure;

-- Towns that are there already: their built-in roles learn the new right.
update organisation.role set permissions = array_append(permissions, 'voice.read')
  where code in ('clerk', 'head') and not ('voice.read' = any (permissions));

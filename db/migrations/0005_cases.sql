-- Cases, what is said on them, who is part of them; reports; dispatch.
-- Rows that are only ever written in one transaction with their case (its reporter, tracking link, report) have no
-- foreign key to it: checking what was written a moment before took a sixth of what taking a report costs. A case has
-- none to its unit and area either: in a storm all reports would lock the same two rows. Units are never deleted.

create schema cases;
grant usage on schema cases to app;

-- A case's number counts up per year; processes reserve small blocks, so numbers may have gaps.
create table cases.counter (
  tenant_id uuid not null,
  year integer not null,
  next bigint not null,
  primary key (tenant_id, year)
);
select platform.tenant_table('cases.counter', 'reference', 'select, insert, update');

create table cases.case (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  type text not null,
  title text not null,
  title_en text not null,
  status text not null check (status in ('open', 'scheduled', 'in_progress', 'closed')),
  outcome text,
  priority smallint not null default 1 check (priority between 0 and 3),
  channel text not null,
  public boolean not null,
  unit_id uuid,
  authority_id uuid,
  assignee_id uuid,
  area_id uuid,
  lat double precision,
  lon double precision,
  place point,
  address text,
  opened_at timestamptz not null,
  due_at timestamptz,
  scheduled_for timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint case_number unique (tenant_id, number),
  foreign key (tenant_id, assignee_id) references identity.account (tenant_id, id),
  foreign key (tenant_id, authority_id) references responsibility.authority (tenant_id, id)
);
select platform.tenant_table('cases.case', 'case', 'select, insert, update');
-- What a work list counts and orders by stands in its indexes, so that counting reads no row.
create index case_unit_due on cases.case (tenant_id, unit_id, due_at, id) include (assignee_id, status)
  where status <> 'closed';
create index case_unit_unassigned on cases.case (tenant_id, unit_id, due_at, id) include (assignee_id, status)
  where status <> 'closed' and assignee_id is null;
create index case_assignee_due on cases.case (tenant_id, assignee_id, due_at, id) include (unit_id, status)
  where status <> 'closed' and assignee_id is not null;
create index case_unit_newest on cases.case (tenant_id, unit_id, opened_at desc, id) where status <> 'closed';
create index case_unit_closed on cases.case (tenant_id, unit_id, closed_at desc, id) where status = 'closed';
create index case_public on cases.case (tenant_id, opened_at desc, id) where public;
create index case_public_type on cases.case (tenant_id, type, opened_at desc, id) where public;
create index case_updated on cases.case (tenant_id, updated_at);
create index case_place on cases.case using gist (place);
-- The primary keys that others point to are made after the other indexes. Where nothing is known of a table yet, all
-- indexes that begin with the tenant seem equally good for a foreign key's check; the planner takes the newest, and a
-- connection keeps that plan. With another index it would read all of the tenant's rows.
alter table cases.case add constraint case_pkey primary key (tenant_id, id);

-- The words to find a case by, written by the worker: a GIN index would cost intake more than the case itself.
create table cases.words (
  tenant_id uuid not null,
  case_id uuid not null,
  words tsvector not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id)
);
select platform.tenant_table('cases.words', 'case', 'select, insert, update');
create index words_words on cases.words using gin (words);

create table cases.message (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  channel text not null,
  direction text not null check (direction in ('in', 'out', 'internal')),
  visibility text not null check (visibility in ('public', 'parties', 'internal')),
  author_kind text not null,
  author_id uuid,
  body text not null,
  lang text,
  at timestamptz not null,
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id)
);
select platform.tenant_table('cases.message', 'case', 'select, insert, update');
create index message_case on cases.message (tenant_id, case_id, at);
alter table cases.message add constraint message_pkey primary key (tenant_id, id);

-- Who a case is about or from, and whether they want to hear of it.
create table cases.party (
  tenant_id uuid not null,
  case_id uuid not null,
  party_id uuid not null,
  role text not null check (role in ('reporter', 'follower', 'subject')),
  stopped_at timestamptz,
  since timestamptz not null,
  primary key (tenant_id, case_id, party_id)
);
select platform.tenant_table('cases.party', 'case', 'select, insert, update');
create index case_party_party on cases.party (tenant_id, party_id);

-- Tracking links: 128 random bits, stored hashed only.
create table cases.tracking (
  tenant_id uuid not null,
  token_hash bytea not null,
  case_id uuid not null,
  party_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, token_hash)
);
select platform.tenant_table('cases.tracking', 'case', 'select, insert, update');

create table cases.closure (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  outcome text not null check (outcome in ('fixed', 'not_responsible', 'no_action', 'duplicate', 'not_reproducible')),
  reason text,
  authority_id uuid,
  duplicate_of uuid,
  by_kind text not null,
  by_id uuid,
  at timestamptz not null,
  reopened_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id),
  foreign key (tenant_id, duplicate_of) references cases.case (tenant_id, id),
  foreign key (tenant_id, authority_id) references responsibility.authority (tenant_id, id)
);
select platform.tenant_table('cases.closure', 'case', 'select, insert, update');
create index closure_case on cases.closure (tenant_id, case_id);

create schema reports;
grant usage on schema reports to app;

create table reports.category_group (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  icon text,
  position integer not null,
  primary key (tenant_id, code)
);
select platform.tenant_table('reports.category_group', 'reference', 'select, insert, update');

-- questions: fields of the one field model (modules/forms); dangers: words that bring up an emergency number.
create table reports.category (
  tenant_id uuid not null,
  code text not null,
  group_code text not null,
  name text not null,
  name_en text not null,
  description text not null,
  description_en text not null,
  keywords text[] not null,
  keywords_en text[] not null,
  icon text,
  unit_id uuid not null,
  skill text,
  target_hours integer not null,
  dispatch text not null check (dispatch in ('assign', 'propose', 'none')),
  public boolean not null,
  priority smallint not null default 1,
  questions jsonb not null,
  dangers jsonb not null,
  position integer not null,
  active boolean not null default true,
  version integer not null default 1,
  primary key (tenant_id, code),
  foreign key (tenant_id, group_code) references reports.category_group (tenant_id, code),
  foreign key (tenant_id, unit_id) references organisation.unit (tenant_id, id)
);
select platform.tenant_table('reports.category', 'reference', 'select, insert, update');

create table reports.report (
  tenant_id uuid not null,
  case_id uuid not null,
  message_id uuid not null,
  answers jsonb not null,
  placed_by text not null,
  device text,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('reports.report', 'case', 'select, insert, update');

-- A report being written; its id becomes the case's, so that sending twice makes one case.
create table reports.draft (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  answers jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  submitted_at timestamptz,
  primary key (tenant_id, id),
  constraint draft_token unique (tenant_id, token_hash)
);
select platform.tenant_table('reports.draft', 'draft', 'select, insert, update, delete');
create index draft_expires on reports.draft (tenant_id, expires_at);

create schema dispatch;
grant usage on schema dispatch to app;

create table dispatch.proposal (
  tenant_id uuid not null,
  case_id uuid not null,
  account_id uuid not null,
  mode text not null check (mode in ('assign', 'propose')),
  distance_m integer not null,
  load integer not null,
  at timestamptz not null,
  decided_at timestamptz,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('dispatch.proposal', 'case', 'select, insert, update, delete');

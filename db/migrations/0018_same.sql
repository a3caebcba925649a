-- Is it this one? Following a report, merging cases, open reports by place, photos compared (docs/adr/0028).

-- Whoever took a case into their account by its link shares the conversation; a follower hears what is public.
alter table cases.party drop constraint party_role_check;
alter table cases.party add constraint party_role_check
  check (role in ('reporter', 'bearer', 'follower', 'subject'));
update cases.party set role = 'bearer' where role = 'follower';

-- An address that wants to follow and has not confirmed it yet. supporter: as whom the same browser was counted.
-- message_id, files: what the person added to the report, theirs once the address is confirmed.
create table cases.follow_request (
  tenant_id uuid not null,
  token_hash bytea not null,
  case_id uuid not null,
  email text not null,
  lang text not null,
  supporter bytea,
  message_id uuid,
  files uuid[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash)
);
select platform.tenant_table('cases.follow_request', 'session', 'select, insert, update, delete');
create index follow_request_email on cases.follow_request (tenant_id, email, created_at);
create index follow_request_expires on cases.follow_request (tenant_id, expires_at);

-- Who waits for the same without being written to: a browser's random key, hashed with the case.
create table cases.supporter (
  tenant_id uuid not null,
  case_id uuid not null,
  key bytea not null,
  at timestamptz not null,
  primary key (tenant_id, case_id, key)
);
select platform.tenant_table('cases.supporter', 'case', 'select, insert, delete');

-- One case (case_id) was found to be about the same as another (into_id). Nothing is moved: whoever reads the other one
-- reads both, so undoing it leaves nothing behind. status: what it was before.
create table cases.merge (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  into_id uuid not null,
  status text not null check (status in ('open', 'scheduled', 'in_progress')),
  by_id uuid,
  at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  primary key (tenant_id, id)
);
select platform.tenant_table('cases.merge', 'case', 'select, insert, update');
create unique index merge_case on cases.merge (tenant_id, case_id) where undone_at is null;
create index merge_into on cases.merge (tenant_id, into_id) where undone_at is null;

-- News on their way to many people: up to whom they were told of an event. Gone when all were.
create table cases.telling (
  tenant_id uuid not null,
  event_id uuid not null,
  after_case uuid not null,
  after_party uuid not null,
  at timestamptz not null,
  primary key (tenant_id, event_id)
);
select platform.tenant_table('cases.telling', 'transport', 'select, insert, update, delete');

-- How near another report of the category must be to be probably the same; 0 for never.
alter table reports.category add column same_metres integer not null default 30
  constraint category_same_metres check (same_metres between 0 and 500);

-- What a photo looks like in 64 bits, so that two of the same thing can be told; null for one without any detail.
alter table files.file add column dhash bytea;

create schema duplicates;
grant usage on schema duplicates to app;

-- Open reports by category and grid cell (about 50 m), kept by the worker. Row-level security keeps a GiST index from
-- finding what lies near; equality on a cell it lets through.
create table duplicates.open_report (
  tenant_id uuid not null,
  case_id uuid not null,
  type text not null,
  cell bigint not null,
  lat double precision not null,
  lon double precision not null,
  opened_at timestamptz not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('duplicates.open_report', 'case', 'select, insert, update, delete');
create index open_report_cell on duplicates.open_report (tenant_id, type, cell, opened_at desc)
  include (case_id, lat, lon);

-- Up to when the worker has looked at what changed, and how far it has gone through all cases.
create table duplicates.state (
  tenant_id uuid not null,
  looked_at timestamptz not null,
  walked uuid not null,
  whole boolean not null,
  primary key (tenant_id)
);
select platform.tenant_table('duplicates.state', 'reference', 'select, insert, update');

-- Towns that are there already: whoever may close a case at a desk may merge it.
update organisation.role set permissions = array_append(permissions, 'cases.merge')
  where code in ('clerk', 'head') and not ('cases.merge' = any (permissions));
update tenancy.revision set n = n + 1;

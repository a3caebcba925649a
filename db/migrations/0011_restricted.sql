-- Cases and parts of cases that only named people may know of; emergency access; who has read what.

-- Its name in the indexes of the work lists, so that counting what somebody may see reads no row.
alter table cases.case
  add column restricted boolean not null default false,
  add constraint case_restricted_hidden check (not (restricted and public));
drop index cases.case_unit_due, cases.case_unit_unassigned, cases.case_assignee_due;
create index case_unit_due on cases.case (tenant_id, unit_id, due_at, id)
  include (assignee_id, status, type, restricted) where status <> 'closed';
create index case_unit_unassigned on cases.case (tenant_id, unit_id, due_at, id)
  include (assignee_id, status, type, restricted) where status <> 'closed' and assignee_id is null;
create index case_assignee_due on cases.case (tenant_id, assignee_id, due_at, id)
  include (unit_id, status, type, restricted) where status <> 'closed' and assignee_id is not null;

-- Why a case is restricted, by whom; reason is a code. The row is gone when it is not any more.
create table cases.restriction (
  tenant_id uuid not null,
  case_id uuid not null,
  reason text not null check (reason in ('personnel', 'health', 'child_welfare', 'other')),
  was_public boolean not null,
  by_id uuid,
  at timestamptz not null,
  primary key (tenant_id, case_id),
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id)
);
select platform.tenant_table('cases.restriction', 'case', 'select, insert, update, delete');

-- Who may see a restricted case, or a restricted part of a case: part_id is then the message's or the file's.
create table cases.access (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  part_id uuid not null,
  account_id uuid,
  unit_id uuid,
  until timestamptz,
  emergency boolean not null default false,
  granted_by uuid,
  at timestamptz not null,
  primary key (tenant_id, id),
  check ((account_id is null) <> (unit_id is null)),
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id)
);
select platform.tenant_table('cases.access', 'case', 'select, insert, update, delete');
create index access_account on cases.access (tenant_id, account_id, part_id) where account_id is not null;
create index access_unit on cases.access (tenant_id, unit_id, part_id) where unit_id is not null;
create index access_case on cases.access (tenant_id, case_id, part_id);

alter table cases.message add column restricted boolean not null default false;
alter table files.file add column restricted boolean not null default false;
-- What is told of a restricted case is not for those either who look after the outgoing mail.
alter table platform.mail add column restricted boolean not null default false;

-- Every attempt to open a restricted case in an emergency. The reason is in words and goes with the case.
create table cases.emergency (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  actor_for uuid,
  number text not null,
  case_id uuid,
  reason text,
  outcome text not null check (outcome in ('opened', 'refused', 'not_needed')),
  until timestamptz,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('cases.emergency', 'case', 'select, insert, update');
create index emergency_at on cases.emergency (tenant_id, at desc, id);
create index emergency_account on cases.emergency (tenant_id, account_id, at);

-- At which unit a reader held the role by which they read. Nobody forgets a reading before its eleventh month, by the
-- server's own clock and whatever the program believes the time to be.
alter table audit.reading add column unit_id uuid;
create index reading_at on audit.reading (tenant_id, at);
create index reading_actor on audit.reading (tenant_id, actor_id, at);
grant delete on audit.reading to app;
create policy kept on audit.reading as restrictive for delete to app using (at < now() - interval '11 months');

-- Lists as they were shown, one row each; the worker makes readings of them, one for each subject and hour.
create table audit.listing (
  tenant_id uuid not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor_for uuid,
  role text,
  unit_id uuid,
  what text not null,
  subjects uuid[] not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('audit.listing', 'transport', 'select, insert, delete');

-- A day on which somebody read in a way that is unusual: n is how much, usual what it is on other days.
create table audit.unusual (
  tenant_id uuid not null,
  account_id uuid not null,
  day date not null,
  kind text not null check (kind in ('many', 'other_units', 'night', 'same_person')),
  n integer not null,
  usual integer not null,
  most integer not null,
  at timestamptz not null,
  primary key (tenant_id, account_id, day, kind)
);
select platform.tenant_table('audit.unusual', 'history', 'select, insert, update, delete');
create index unusual_day on audit.unusual (tenant_id, day desc);

update tenancy.revision set n = n + 1;

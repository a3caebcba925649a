-- Absences, deputies, decisions that need two people, and what members of staff want to be told.

-- When somebody is not there. Why is nobody's business and is not stored. From a calendar file it carries the entry's
-- uid, so that reading the file again changes it instead of doubling it.
create table organisation.absence (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  absent_from timestamptz not null,
  absent_until timestamptz not null,
  source text not null check (source in ('manual', 'calendar')),
  calendar_uid text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check (absent_from < absent_until),
  check ((source = 'calendar') = (calendar_uid is not null)),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.absence', 'person', 'select, insert, update, delete');
create index absence_account on organisation.absence (tenant_id, account_id, absent_until);

-- Who stands in for whom: for a time, for a unit and those below it, for some types of case. `active` is what the two
-- were told last; whether it holds is reckoned from the times (src/modules/organisation/deputies.ts).
create table organisation.deputyship (
  tenant_id uuid not null,
  id uuid not null,
  absent_id uuid not null,
  deputy_id uuid not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  unit_id uuid,
  types text[],
  only_when_absent boolean not null,
  named_by uuid,
  named_at timestamptz not null,
  active boolean not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (tenant_id, id),
  check (absent_id <> deputy_id),
  check (valid_from < valid_until),
  foreign key (tenant_id, absent_id) references identity.account (tenant_id, id),
  foreign key (tenant_id, deputy_id) references identity.account (tenant_id, id),
  foreign key (tenant_id, unit_id) references organisation.unit (tenant_id, id)
);
select platform.tenant_table('organisation.deputyship', 'person', 'select, insert, update');
create index deputyship_open on organisation.deputyship (tenant_id, valid_from) where ended_at is null;

-- What one person asked for and another must decide. The payload may hold words (a reason to the citizen), which is
-- why it stands in a row and not in an event.
create table organisation.approval (
  tenant_id uuid not null,
  id uuid not null,
  step text not null,
  subject_id uuid not null,
  payload jsonb not null,
  permission text not null,
  unit_id uuid,
  type text,
  asked_by uuid not null,
  asked_for uuid,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decision text check (decision in ('granted', 'refused', 'withdrawn', 'expired')),
  decided_by uuid,
  decided_for uuid,
  decided_at timestamptz,
  reason text,
  primary key (tenant_id, id),
  check ((decision is null) = (decided_at is null)),
  check (decided_by <> asked_by and decided_by <> asked_for),
  foreign key (tenant_id, asked_by) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.approval', 'case', 'select, insert, update, delete');
create index approval_open on organisation.approval (tenant_id, subject_id, step) where decision is null;
create index approval_decided on organisation.approval (tenant_id, decided_at) where decision is not null;

-- Which mails somebody wants. Without a row, all of them.
create table organisation.preference (
  tenant_id uuid not null,
  account_id uuid not null,
  assignments boolean not null default true,
  digest boolean not null default true,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.preference', 'person', 'select, insert, update');

-- The days whose morning mail has been written.
create table cases.digest (
  tenant_id uuid not null,
  day date not null,
  primary key (tenant_id, day)
);
select platform.tenant_table('cases.digest', 'transport', 'select, insert, delete');

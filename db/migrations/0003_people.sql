-- Accounts and sessions; the organisation: units, memberships, roles, skills, duty.

create schema identity;
grant usage on schema identity to app;

create table identity.account (
  tenant_id uuid not null,
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  lang text not null default 'de',
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint account_email unique (tenant_id, email)
);
select platform.tenant_table('identity.account', 'person', 'select, insert, update');

create table identity.session (
  tenant_id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  method text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.session', 'session', 'select, insert, update, delete');
create index session_account on identity.session (tenant_id, account_id);

-- Failed sign-ins, counted by account and by address (both as salted digests).
create table identity.attempt (
  tenant_id uuid not null,
  subject bytea not null,
  failures integer not null,
  since timestamptz not null,
  blocked_until timestamptz,
  primary key (tenant_id, subject)
);
select platform.tenant_table('identity.attempt', 'session', 'select, insert, update, delete');

create table identity.api_key (
  tenant_id uuid not null,
  id uuid not null,
  key_hash bytea not null,
  label text not null,
  scopes text[] not null,
  per_minute integer not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  constraint api_key_hash unique (tenant_id, key_hash)
);
select platform.tenant_table('identity.api_key', 'reference', 'select, insert, update');

create schema organisation;
grant usage on schema organisation to app;

create table organisation.unit (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  parent_id uuid,
  kind text not null check (kind in ('department', 'team')),
  name text not null,
  name_en text not null,
  email text,
  phone text,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint unit_code unique (tenant_id, code),
  foreign key (tenant_id, parent_id) references organisation.unit (tenant_id, id)
);
select platform.tenant_table('organisation.unit', 'reference', 'select, insert, update');

create table organisation.role (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  permissions text[] not null,
  primary key (tenant_id, code)
);
select platform.tenant_table('organisation.role', 'reference', 'select, insert, update');

create table organisation.membership (
  tenant_id uuid not null,
  account_id uuid not null,
  unit_id uuid not null,
  role text not null,
  valid_from timestamptz not null,
  valid_until timestamptz,
  primary key (tenant_id, account_id, unit_id, role),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  foreign key (tenant_id, unit_id) references organisation.unit (tenant_id, id),
  foreign key (tenant_id, role) references organisation.role (tenant_id, code)
);
select platform.tenant_table('organisation.membership', 'person', 'select, insert, update, delete');
create index membership_unit on organisation.membership (tenant_id, unit_id);

-- Where somebody starts the day and how much fits into it.
create table organisation.worker (
  tenant_id uuid not null,
  account_id uuid not null,
  lat double precision,
  lon double precision,
  capacity integer not null default 8,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.worker', 'person', 'select, insert, update, delete');

create table organisation.skill (
  tenant_id uuid not null,
  account_id uuid not null,
  skill text not null,
  primary key (tenant_id, account_id, skill),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.skill', 'person', 'select, insert, delete');

-- Duty hours, local time of the town; weekday 1 is Monday (ISO 8601).
create table organisation.duty (
  tenant_id uuid not null,
  account_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_time time not null,
  until_time time not null,
  primary key (tenant_id, account_id, weekday, from_time),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.duty', 'person', 'select, insert, delete');

-- Single sign-on by OpenID Connect, and a directory that provisions people and groups by SCIM (ADR 0016).

-- Who vouches for people: the town's own directory for staff, a broker for citizens. The secret is sealed with a key
-- of the tenant and never shown again.
create table identity.provider (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  audience text not null check (audience in ('staff', 'citizens')),
  issuer text not null,
  client_id text not null,
  secret bytea,
  scopes text[] not null,
  offered boolean not null,
  -- Somebody unknown who signs on gets an account.
  creates boolean not null default false,
  -- An account is found by an address that the provider has verified.
  matches_email boolean not null default false,
  -- Who asks for the second factor: we do; the provider always does; the provider where amr or acr says one of these.
  factor text not null default 'ours' check (factor in ('ours', 'theirs', 'shown')),
  factor_values text[] not null default '{mfa}',
  -- How sure it is who a citizen is: [{"value": "substantial", "level": "substantial"}] of this claim.
  level_claim text not null default 'acr',
  levels jsonb not null default '[]',
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint provider_code unique (tenant_id, code)
);
select platform.tenant_table('identity.provider', 'reference', 'select, insert, update, delete');

-- Whom a provider means by a subject.
create table identity.provider_subject (
  tenant_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  account_id uuid not null,
  since timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, provider_id, subject),
  -- One person, one subject: whoever gets a leaver's address must not get the leaver's account.
  constraint provider_subject_account unique (tenant_id, provider_id, account_id),
  foreign key (tenant_id, provider_id) references identity.provider (tenant_id, id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.provider_subject', 'person', 'select, insert, update, delete');
create index provider_subject_person on identity.provider_subject (tenant_id, account_id);

-- Somebody is at a provider's page and will come back: ten minutes, once, in the same browser.
create table identity.sign_on_flow (
  tenant_id uuid not null,
  state_hash bytea not null,
  browser_hash bytea not null,
  provider_id uuid not null,
  verifier text not null,
  nonce text not null,
  redirect_uri text not null,
  carried jsonb not null,
  expires_at timestamptz not null,
  primary key (tenant_id, state_hash),
  foreign key (tenant_id, provider_id) references identity.provider (tenant_id, id)
);
select platform.tenant_table('identity.sign_on_flow', 'session', 'select, insert, delete');

-- Which session of ours came from which session at a provider, so that the end of one is the end of the other.
create table identity.sign_on_session (
  tenant_id uuid not null,
  session_hash bytea not null,
  provider_id uuid not null,
  subject text not null,
  sid text,
  id_token bytea not null,
  at timestamptz not null,
  primary key (tenant_id, session_hash),
  foreign key (tenant_id, provider_id) references identity.provider (tenant_id, id)
);
select platform.tenant_table('identity.sign_on_session', 'session', 'select, insert, update, delete');
create index sign_on_session_subject on identity.sign_on_session (tenant_id, provider_id, subject);

-- Logout tokens that were used, until they would have expired anyway.
create table identity.logout_token (
  tenant_id uuid not null,
  provider_id uuid not null,
  jti_hash bytea not null,
  expires_at timestamptz not null,
  primary key (tenant_id, provider_id, jti_hash),
  foreign key (tenant_id, provider_id) references identity.provider (tenant_id, id)
);
select platform.tenant_table('identity.logout_token', 'session', 'select, insert, delete');

-- Where a membership comes from: 'manual', 'provider:<id>' or 'scim'. What a source gave, only that source takes back.
alter table organisation.membership add column source text not null default 'manual';

-- Rules: who has this value of this claim (or is in this group) holds this role here. `source` as above.
create table organisation.mapping (
  tenant_id uuid not null,
  id uuid not null,
  source text not null,
  claim text not null,
  value text not null,
  role text not null,
  unit_id uuid not null,
  types text[],
  -- Somebody said that this rule is meant to hand out rights of the administration.
  powerful boolean not null default false,
  primary key (tenant_id, id),
  constraint mapping_rule unique (tenant_id, source, claim, value, role, unit_id),
  foreign key (tenant_id, role) references organisation.role (tenant_id, code),
  foreign key (tenant_id, unit_id) references organisation.unit (tenant_id, id)
);
select platform.tenant_table('organisation.mapping', 'reference', 'select, insert, update, delete');

-- People whom the directory looks after (SCIM users); nobody else can be touched by it.
create table organisation.provisioned (
  tenant_id uuid not null,
  account_id uuid not null,
  user_name text not null,
  folded text not null,
  external_id text,
  given_name text,
  family_name text,
  -- The directory itself has disabled the account, so it may enable it again.
  switched_off boolean not null default false,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, account_id),
  constraint provisioned_user_name unique (tenant_id, folded),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('organisation.provisioned', 'person', 'select, insert, update');
create index provisioned_external on organisation.provisioned (tenant_id, external_id);

create table organisation.directory_group (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  folded text not null,
  external_id text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  constraint directory_group_name unique (tenant_id, folded)
);
select platform.tenant_table('organisation.directory_group', 'reference', 'select, insert, update, delete');

create table organisation.directory_member (
  tenant_id uuid not null,
  group_id uuid not null,
  account_id uuid not null,
  primary key (tenant_id, group_id, account_id),
  foreign key (tenant_id, group_id) references organisation.directory_group (tenant_id, id),
  foreign key (tenant_id, account_id) references organisation.provisioned (tenant_id, account_id)
);
select platform.tenant_table('organisation.directory_member', 'person', 'select, insert, delete');
create index directory_member_account on organisation.directory_member (tenant_id, account_id);

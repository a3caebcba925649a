-- Second factors, and sessions that can be told apart and ended one by one.

-- Whoever was signed in signs in once more: their sessions know nothing of a factor.
delete from identity.session;

-- A pending session waits for a second factor ('second_factor') or for one to be set up ('enrol'), and opens nothing.
-- The device is kept as two words (a browser, a system), the address as a salted digest of its block.
alter table identity.session
  add column id uuid not null,
  add column state text not null check (state in ('full', 'second_factor', 'enrol')),
  add column confirmed_at timestamptz,
  add column browser text not null,
  add column system text not null,
  add column address bytea not null,
  add constraint session_id unique (tenant_id, id);

-- One-time codes from an app (RFC 6238). The secret is sealed with the tenant's key; a step is accepted once.
create table identity.totp (
  tenant_id uuid not null,
  account_id uuid not null,
  sealed bytea not null,
  last_step bigint not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.totp', 'person', 'select, insert, update, delete');

create table identity.recovery_code (
  tenant_id uuid not null,
  account_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, account_id, code_hash),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.recovery_code', 'person', 'select, insert, update, delete');

-- WebAuthn credentials: the public half only.
create table identity.passkey (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint passkey_credential unique (tenant_id, credential_id),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.passkey', 'person', 'select, insert, update, delete');
create index passkey_account on identity.passkey (tenant_id, account_id);

-- What a passkey is to sign, once and within minutes; `account_id` where it is known whose passkey is asked for.
create table identity.challenge (
  tenant_id uuid not null,
  challenge_hash bytea not null,
  purpose text not null check (purpose in ('sign_in', 'second_factor', 'confirm', 'register')),
  account_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, challenge_hash)
);
select platform.tenant_table('identity.challenge', 'session', 'select, insert, delete');
create index challenge_expiry on identity.challenge (tenant_id, expires_at);

-- Browsers that somebody has signed in with before, each by the hash of its cookie: a sign-in from another one is told.
create table identity.device (
  tenant_id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  browser text not null,
  system text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (tenant_id, account_id, token_hash),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.device', 'session', 'select, insert, update, delete');

-- Accounts of citizens and businesses, the cases they took over, organisations with their people; who may be the same.

-- What tells people apart, beside the folded forms by which they are compared (src/platform/fold.ts, DIN 91379).
-- The worker writes these: folded_at is null for what is new or was changed, so that a report costs no more than before.
-- merged_into names the oldest of those that the town holds for one person; nothing else is ever moved.
alter table parties.party
  add column birth_date date,
  add column address text,
  add column register text,
  add column version integer not null default 1,
  add column name_folded text,
  add column address_folded text,
  add column email_folded text,
  add column phone_folded text,
  add column folded_at timestamptz,
  add column merged_into uuid;
create index party_unfolded on parties.party (tenant_id, id) where folded_at is null;
create index party_birth on parties.party (tenant_id, birth_date, name_folded, id) where birth_date is not null;
create index party_address on parties.party (tenant_id, address_folded, name_folded, id) where address_folded is not null;
create index party_organisation on parties.party (tenant_id, name_folded, id) where kind = 'organisation';
create index party_email on parties.party (tenant_id, email_folded, id) where email_folded is not null;
create index party_phone on parties.party (tenant_id, phone_folded, id) where phone_folded is not null;
create index party_merged on parties.party (tenant_id, merged_into) where merged_into is not null;

-- Two parties that may be one, and what was decided of them. Why they may be: codes; why it was decided so: words.
create table parties.double (
  tenant_id uuid not null,
  a uuid not null,
  b uuid not null,
  reasons text[] not null,
  state text not null check (state in ('open', 'same', 'different')),
  found_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  note text,
  version integer not null default 1,
  primary key (tenant_id, a, b),
  check (a < b),
  foreign key (tenant_id, a) references parties.party (tenant_id, id),
  foreign key (tenant_id, b) references parties.party (tenant_id, id)
);
select platform.tenant_table('parties.double', 'person', 'select, insert, update, delete');
create index double_state on parties.double (tenant_id, state, found_at desc);
create index double_b on parties.double (tenant_id, b);

create schema citizens;
grant usage on schema citizens to app;

-- An account speaks for one party of its own. Without an address it is reached by single sign-on only.
create table citizens.account (
  tenant_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  email text,
  email_at timestamptz,
  lang text not null default 'de',
  created_at timestamptz not null,
  disabled_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint citizen_email unique (tenant_id, email),
  constraint citizen_party unique (tenant_id, party_id),
  foreign key (tenant_id, party_id) references parties.party (tenant_id, id)
);
select platform.tenant_table('citizens.account', 'person', 'select, insert, update, delete');

-- Organisations that have accounts; the words about them stand in their party.
create table citizens.organisation (
  tenant_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  founded_by uuid not null,
  note text,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  confirmed_how text check (confirmed_how in ('staff', 'claim')),
  refused_at timestamptz,
  refusal text,
  version integer not null default 1,
  primary key (tenant_id, id),
  constraint organisation_party unique (tenant_id, party_id),
  foreign key (tenant_id, party_id) references parties.party (tenant_id, id)
);
select platform.tenant_table('citizens.organisation', 'person', 'select, insert, update, delete');
create index organisation_waiting on citizens.organisation (tenant_id, created_at)
  where confirmed_at is null and refused_at is null;

create table citizens.member (
  tenant_id uuid not null,
  organisation_id uuid not null,
  account_id uuid not null,
  powers text[] not null,
  since timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, organisation_id, account_id),
  check (powers <@ array['submit', 'read', 'pay', 'manage']),
  foreign key (tenant_id, organisation_id) references citizens.organisation (tenant_id, id),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id)
);
select platform.tenant_table('citizens.member', 'person', 'select, insert, update, delete');
create index member_account on citizens.member (tenant_id, account_id);

create table citizens.invitation (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  organisation_id uuid not null,
  email text not null,
  powers text[] not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (tenant_id, id),
  constraint invitation_token unique (tenant_id, token_hash),
  check (powers <@ array['submit', 'read', 'pay', 'manage']),
  foreign key (tenant_id, organisation_id) references citizens.organisation (tenant_id, id)
);
select platform.tenant_table('citizens.invitation', 'session', 'select, insert, update, delete');
create index invitation_organisation on citizens.invitation (tenant_id, organisation_id);

-- level: how surely this sign-in says who it is (eIDAS). organisation_id: for whom the person acts just now.
create table citizens.session (
  tenant_id uuid not null,
  token_hash bytea not null,
  id uuid not null,
  account_id uuid not null,
  method text not null check (method in ('link', 'passkey', 'sign_on')),
  level text not null check (level in ('none', 'low', 'substantial', 'high')),
  organisation_id uuid,
  device text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  constraint citizen_session_id unique (tenant_id, id),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id)
);
select platform.tenant_table('citizens.session', 'session', 'select, insert, update, delete');
create index citizen_session_account on citizens.session (tenant_id, account_id);

-- Links by mail: to sign in, or to confirm another address for an account that is there. Used once, for 15 minutes.
-- draft_id: what was being written when the link was asked for; it becomes the account's.
create table citizens.link (
  tenant_id uuid not null,
  token_hash bytea not null,
  email text not null,
  account_id uuid,
  onward text,
  draft_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, token_hash)
);
select platform.tenant_table('citizens.link', 'session', 'select, insert, update, delete');
create index link_email on citizens.link (tenant_id, email, created_at);

create table citizens.passkey (
  tenant_id uuid not null,
  credential_id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, credential_id),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id)
);
select platform.tenant_table('citizens.passkey', 'person', 'select, insert, update, delete');
create index citizen_passkey_account on citizens.passkey (tenant_id, account_id);

-- What a browser is to sign next; account_id is null for somebody who signs in.
create table citizens.challenge (
  tenant_id uuid not null,
  challenge text not null,
  account_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, challenge)
);
select platform.tenant_table('citizens.challenge', 'session', 'select, insert, delete');

-- Who somebody is at a provider of single sign-on, and what it said last of an organisation they speak for.
create table citizens.sign_on (
  tenant_id uuid not null,
  provider text not null,
  subject text not null,
  account_id uuid not null,
  level text not null check (level in ('none', 'low', 'substantial', 'high')),
  register text,
  created_at timestamptz not null,
  used_at timestamptz not null,
  primary key (tenant_id, provider, subject),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id)
);
select platform.tenant_table('citizens.sign_on', 'person', 'select, insert, update, delete');
create index sign_on_account on citizens.sign_on (tenant_id, account_id);

-- Cases of other parties that are an account's: sent while signed in, or taken over by their tracking link.
create table citizens.claim (
  tenant_id uuid not null,
  account_id uuid not null,
  party_id uuid not null,
  how text not null check (how in ('sent', 'link')),
  at timestamptz not null,
  primary key (tenant_id, account_id, party_id),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id),
  foreign key (tenant_id, party_id) references parties.party (tenant_id, id)
);
select platform.tenant_table('citizens.claim', 'person', 'select, insert, delete');
create index claim_party on citizens.claim (tenant_id, party_id);

-- What a person allowed, for which purpose, from when until when; each giving is a row of its own.
create table citizens.consent (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  purpose text not null,
  wording integer not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references citizens.account (tenant_id, id)
);
select platform.tenant_table('citizens.consent', 'person', 'select, insert, update, delete');
create unique index consent_given on citizens.consent (tenant_id, account_id, purpose) where withdrawn_at is null;

-- A category may ask who somebody is: 'none' is any account, null (as nearly all) asks for none at all.
alter table reports.category add column required_level text
  check (required_level in ('none', 'low', 'substantial', 'high'));

-- A draft of somebody who is signed in is theirs on every device, and waits longer.
alter table reports.draft add column account_id uuid;
create index draft_account on reports.draft (tenant_id, account_id) where account_id is not null;

-- Confirming organisations is work of the departments.
update organisation.role r set permissions = array(select distinct unnest(r.permissions || '{parties.confirm}'::text[]))
  where r.code in ('clerk', 'head');
update tenancy.revision set n = n + 1;

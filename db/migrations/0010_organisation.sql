-- Heads of units, units that are no more, levels of skills, roles of one's own that are no more, and one-time links.

-- A unit is never deleted: cases and their histories speak of it for ever. One that is dissolved takes nothing new.
alter table organisation.unit
  add column head_id uuid,
  add column dissolved_at timestamptz,
  add foreign key (tenant_id, head_id) references identity.account (tenant_id, id);

-- 1 is helped by others, 2 works alone, 3 shows it to others.
alter table organisation.skill
  add column level smallint not null default 2 check (level between 1 and 3);

-- A role that somebody once held is named in histories, so it is retired rather than deleted.
alter table organisation.role
  add column version integer not null default 1,
  add column retired_at timestamptz;

-- Two people may look at the same membership or plan of work; the later one must not undo the earlier unseen.
alter table organisation.membership add column version integer not null default 1;
alter table organisation.worker add column version integer not null default 1;

-- A link by which somebody sets their own password, once. The token is not stored, only its hash.
create table identity.invitation (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_hash bytea not null,
  -- The first password of an account, or a new one.
  purpose text not null check (purpose in ('welcome', 'password')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  constraint invitation_token unique (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
select platform.tenant_table('identity.invitation', 'session', 'select, insert, update, delete');
create index invitation_account on identity.invitation (tenant_id, account_id, created_at desc);

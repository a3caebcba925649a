-- Seals over the history of a town, what checking them said, and what a backup keeps apart.

-- A seal: the root of the Merkle tree over the hashes of the events number from_n to to_n of the feed, chained to the
-- seal before it (docs/adr/0021-seals.md).
create table audit.seal (
  tenant_id uuid not null,
  n integer not null check (n > 0),
  from_n bigint not null,
  to_n bigint not null check (to_n >= from_n),
  root bytea not null,
  prev bytea,
  hash bytea not null,
  at timestamptz not null,
  primary key (tenant_id, n),
  constraint seal_to unique (tenant_id, to_n)
);
select platform.tenant_table('audit.seal', 'history', 'select, insert');

-- What recomputing the history said; fault is the first thing that was wrong, as ids and codes.
create table audit.verification (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  events bigint not null,
  seals integer not null,
  published integer not null,
  faults integer not null,
  fault jsonb,
  primary key (tenant_id, id)
);
select platform.tenant_table('audit.verification', 'history', 'select, insert');
create index verification_at on audit.verification (tenant_id, at desc);

-- Keys whose loss is erasure stand in no snapshot of a backup but beside them, in one copy that every backup
-- replaces (docs/adr/0022-backup-and-erased-keys.md).
comment on column files.folder.wrapped_key is 'backup=keys';

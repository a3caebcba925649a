-- The ground: roles and tenant, events with their outbox, mail, files, idempotency.
-- The roles app and dispatcher exist before the first migration (src/platform/db/roles.ts).

create schema if not exists platform;
grant usage on schema platform to app, dispatcher;

-- Sets tenant and role for this transaction; the first thing every transaction does.
create function platform.enter(t uuid) returns void language plpgsql as $$ begin
  perform set_config('citus.propagate_set_commands', 'local', true); -- means nothing on plain PostgreSQL
  execute format('set local app.tenant = %L', t);
  set local role app;
end $$;

-- Distributes a table by tenant where the server is a Citus coordinator; does nothing elsewhere.
create function platform.distribute(t text) returns void language plpgsql as $$ begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, %L)', t, 'tenant_id');
  end if;
end $$;

-- Makes a table a tenant's: row-level security, rights of the app role, retention class, distribution.
-- Retention classes: reference (while the town uses it), case (with its case), person (with the person's
-- last case), draft (24 hours), session (until it ends), transport (until delivered and 30 days),
-- history (kept; holds no personal words).
create function platform.tenant_table(t text, retention text, rights text) returns void language plpgsql as $$ begin
  if retention not in ('reference', 'case', 'person', 'draft', 'session', 'transport', 'history') then
    raise exception 'unknown retention class %', retention;
  end if;
  execute format('alter table %s enable row level security', t);
  execute format('create policy tenant on %s to app
    using (tenant_id = any (array[current_setting(''app.tenant'')::uuid]))
    with check (tenant_id = any (array[current_setting(''app.tenant'')::uuid]))', t);
  execute format('grant %s on %s to app', rights, t);
  execute format('comment on table %s is %L', t, 'retention=' || retention);
  perform platform.distribute(t);
end $$;

-- What happened, in order, per stream (a case, an account …); each row carries the hash of the one before.
create table platform.event (
  tenant_id uuid not null,
  id uuid not null,
  stream uuid not null,
  seq integer not null,
  type text not null,
  payload jsonb not null,
  actor_kind text not null,
  actor_id uuid,
  at timestamptz not null,
  prev bytea,
  hash bytea not null,
  primary key (tenant_id, id),
  constraint event_stream_seq unique (tenant_id, stream, seq)
);
select platform.tenant_table('platform.event', 'history', 'select, insert');

create table platform.outbox (
  tenant_id uuid not null,
  event_id uuid not null,
  type text not null,
  at timestamptz not null,
  primary key (tenant_id, event_id)
);
select platform.tenant_table('platform.outbox', 'transport', 'select, insert, delete, update');
create policy dispatch on platform.outbox for select to dispatcher using (true);
grant select on platform.outbox to dispatcher;

-- A command from outside that carries a key is done once; the answer is kept for a day.
create table platform.idempotency (
  tenant_id uuid not null,
  scope text not null,
  key text not null,
  fingerprint bytea not null,
  answer jsonb,
  at timestamptz not null,
  primary key (tenant_id, scope, key)
);
select platform.tenant_table('platform.idempotency', 'draft', 'select, insert, update, delete');

create table platform.mail (
  tenant_id uuid not null,
  id uuid not null,
  dedupe text not null,
  stream uuid,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text,
  headers jsonb not null default '{}',
  lang text not null,
  status text not null check (status in ('waiting', 'sending', 'sent', 'failed', 'kept')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  sent_at timestamptz,
  error text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint mail_dedupe unique (tenant_id, dedupe)
);
select platform.tenant_table('platform.mail', 'transport', 'select, insert, update, delete');
create index mail_waiting on platform.mail (tenant_id, next_at) where status in ('waiting', 'sending');
create index mail_created on platform.mail (tenant_id, created_at desc);
create index mail_stream on platform.mail (tenant_id, stream);
create policy dispatch on platform.mail for select to dispatcher using (true);
grant select (tenant_id, status, next_at, leased_until) on platform.mail to dispatcher;

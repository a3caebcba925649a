-- Webhooks: where events are sent, and what became of each.

create schema webhooks;
grant usage on schema webhooks to app;

-- `types`: 'case.closed', or a family as 'case.*'. `cursor`: the number in the feed up to which events were looked at.
-- `secret` and the one before it (good until `previous_until`) are sealed with a key of the town.
create table webhooks.hook (
  tenant_id uuid not null,
  id uuid not null,
  label text not null,
  url text not null,
  types text[] not null,
  all_cases boolean not null,
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  cursor bigint not null,
  paused_at timestamptz,
  paused_why text,
  failing_since timestamptz,
  removed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('webhooks.hook', 'reference', 'select, insert, update');

-- One event for one hook. `n` is the event's number in the feed; 0 is a trial.
create table webhooks.delivery (
  tenant_id uuid not null,
  id uuid not null,
  hook_id uuid not null,
  n bigint not null,
  event_id uuid,
  type text not null,
  status text not null check (status in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  answer integer,
  error text,
  ms integer,
  sent_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, hook_id) references webhooks.hook (tenant_id, id)
);
select platform.tenant_table('webhooks.delivery', 'transport', 'select, insert, update, delete');
create index delivery_due on webhooks.delivery (tenant_id, next_at) where status = 'waiting';
create index delivery_hook on webhooks.delivery (tenant_id, hook_id, created_at desc, id desc);
-- An event goes to a hook once; a replay uses the same row again.
create unique index delivery_event on webhooks.delivery (tenant_id, hook_id, event_id) where event_id is not null;

-- The page about the state of the system says which migrations have run.
grant select on platform.migration to app;

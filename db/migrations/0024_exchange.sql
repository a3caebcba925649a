-- Other Open311 servers (a county, a utility, the town next door): where they are, what they take, and what went to and fro.

create schema exchange;
grant usage on schema exchange to app;

-- `api_key` is sealed with a key of the town. `inbound_key_id`: the key with which they send to us. `polls`: how they tell
-- what has happened, found out by asking. `cursor`: up to when their updates were read. `failing_since`, `retry_at`: they
-- do not answer, and when they are asked next.
create table exchange.endpoint (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  url text not null,
  jurisdiction text,
  format text not null check (format in ('json', 'xml')),
  api_key bytea,
  inbound_key_id uuid,
  authority_id uuid,
  follow boolean not null,
  on_closed text not null check (on_closed in ('close', 'ask')),
  send_words boolean not null,
  send_private boolean not null,
  default_service text,
  give_up_days integer not null,
  polls text check (polls in ('updates', 'requests')),
  cursor timestamptz,
  polled_at timestamptz,
  pulled_at timestamptz,
  contact text,
  failing_since timestamptz,
  failing_why text,
  attempts integer not null default 0,
  retry_at timestamptz,
  leased_until timestamptz,
  paused_at timestamptz,
  removed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('exchange.endpoint', 'reference', 'select, insert, update');

-- What they offer, as it was pulled last; `definition` is null where they ask nothing further.
create table exchange.service (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  code text not null,
  name text not null,
  description text,
  group_name text,
  definition jsonb,
  position integer not null,
  primary key (tenant_id, endpoint_id, code),
  foreign key (tenant_id, endpoint_id) references exchange.endpoint (tenant_id, id)
);
select platform.tenant_table('exchange.service', 'reference', 'select, insert, update, delete');

-- What had changed when the list was pulled; a row only where something had.
create table exchange.pull (
  tenant_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  changes jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, endpoint_id) references exchange.endpoint (tenant_id, id)
);
select platform.tenant_table('exchange.pull', 'transport', 'select, insert, delete');
create index pull_endpoint on exchange.pull (tenant_id, endpoint_id, at desc);

-- Which of our categories is which of their services. `attributes`: their attribute's code → where its value comes from,
-- {"question": code} or {"value": text}.
create table exchange.mapping (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  category text not null,
  service_code text not null,
  attributes jsonb not null,
  primary key (tenant_id, endpoint_id, category),
  foreign key (tenant_id, endpoint_id) references exchange.endpoint (tenant_id, id)
);
select platform.tenant_table('exchange.mapping', 'reference', 'select, insert, update, delete');

-- A case of ours that is at theirs: their number, what they say of it. `reason`: why it failed or was withheld.
create table exchange.transfer (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  case_id uuid not null,
  status text not null check (status in ('waiting', 'token', 'sent', 'failed', 'withheld')),
  reason text,
  remote_id text,
  token text,
  remote_state text,
  remote_closed boolean not null default false,
  remote_notes text,
  remote_agency text,
  remote_expected timestamptz,
  remote_updated_at timestamptz,
  checked_at timestamptz,
  sent_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, endpoint_id, case_id)
);
select platform.tenant_table('exchange.transfer', 'case', 'select, insert, update, delete');
create index transfer_case on exchange.transfer (tenant_id, case_id);
create unique index transfer_remote on exchange.transfer (tenant_id, endpoint_id, remote_id) where remote_id is not null;
create index transfer_open on exchange.transfer (tenant_id, endpoint_id, checked_at)
  where status = 'sent' and not remote_closed or status = 'token';

-- What waits to be sent to them, in order of its id; `unclear`: it may have arrived, nobody knows.
create table exchange.outgoing (
  tenant_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('request', 'update')),
  event_id uuid,
  message_id uuid,
  state text,
  status text not null check (status in ('waiting', 'sent', 'failed', 'dropped')),
  attempts integer not null default 0,
  unclear boolean not null default false,
  first_tried_at timestamptz,
  error text,
  answer integer,
  detail text,
  done_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('exchange.outgoing', 'case', 'select, insert, update, delete');
create index outgoing_waiting on exchange.outgoing (tenant_id, endpoint_id, id) where status = 'waiting';
create index outgoing_case on exchange.outgoing (tenant_id, case_id, id);
create unique index outgoing_event on exchange.outgoing (tenant_id, endpoint_id, event_id) where event_id is not null;

-- Their updates that were taken, so that none is taken twice.
create table exchange.received (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  update_id text not null,
  case_id uuid not null,
  state text not null,
  at timestamptz not null,
  taken_at timestamptz not null,
  primary key (tenant_id, endpoint_id, update_id)
);
select platform.tenant_table('exchange.received', 'case', 'select, insert, delete');
create index received_case on exchange.received (tenant_id, case_id);

-- An authority that is told through its own interface: 'follow' keeps the case open here until it is done there.
alter table responsibility.authority add column by_interface text;
alter table responsibility.authority add constraint authority_by_interface check (by_interface in ('follow', 'close'));

-- Towns that are there already: their built-in roles learn the new right.
update organisation.role set permissions = array_append(permissions, 'exchange.manage')
  where code = 'administrator' and not ('exchange.manage' = any (permissions));

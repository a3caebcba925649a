-- Who wants to hear of what happens near a place, and what they are told (docs/adr/0031).

create schema subscriptions;
grant usage on schema subscriptions to app;

-- Reached by letters (email) or on one device (endpoint, with what its messages are encrypted for). account_id: whose
-- account shows it too. renewed_at: when they last said or showed that they want it; asked_at: since when they are asked.
create table subscriptions.subscriber (
  tenant_id uuid not null,
  id uuid not null,
  email text,
  endpoint text,
  endpoint_hash bytea,
  p256dh text,
  auth text,
  account_id uuid,
  lang text not null,
  created_at timestamptz not null,
  renewed_at timestamptz not null,
  asked_at timestamptz,
  failing_since timestamptz,
  primary key (tenant_id, id),
  constraint subscriber_email unique (tenant_id, email),
  constraint subscriber_endpoint unique (tenant_id, endpoint_hash),
  check ((email is null) <> (endpoint is null)),
  check ((endpoint is null) = (endpoint_hash is null) and (endpoint is null) = (p256dh is null)
    and (endpoint is null) = (auth is null))
);
select platform.tenant_table('subscriptions.subscriber', 'person', 'select, insert, update, delete');
create index subscriber_account on subscriptions.subscriber (tenant_id, account_id) where account_id is not null;
create index subscriber_renewed on subscriptions.subscriber (tenant_id, renewed_at);

-- One place, and what of it. cell: under which key a report looks for those who want to hear of it
-- (src/modules/subscriptions/cells.ts). since_n: nothing older of the feed is told.
create table subscriptions.subscription (
  tenant_id uuid not null,
  id uuid not null,
  subscriber_id uuid not null,
  kind text not null check (kind in ('radius', 'street', 'district', 'town')),
  label text not null,
  lat double precision,
  lon double precision,
  radius integer,
  street text,
  area_id uuid,
  categories text[] not null,
  topics text[] not null,
  rhythm text not null check (rhythm in ('at_once', 'daily', 'weekly')),
  cell text not null,
  since_n bigint not null,
  paused_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, subscriber_id) references subscriptions.subscriber (tenant_id, id),
  check (topics <@ array['opened', 'fixed', 'works'])
);
select platform.tenant_table('subscriptions.subscription', 'person', 'select, insert, update, delete');
create index subscription_subscriber on subscriptions.subscription (tenant_id, subscriber_id);
create index subscription_cell on subscriptions.subscription (tenant_id, cell, id)
  where rhythm = 'at_once' and paused_at is null;

-- A series of letters to one subscriber: told_n is the number in the feed up to which they have heard, due_at when
-- the next letter is to be looked at; null while there is nothing to tell.
create table subscriptions.round (
  tenant_id uuid not null,
  subscriber_id uuid not null,
  rhythm text not null check (rhythm in ('at_once', 'daily', 'weekly')),
  told_n bigint not null,
  due_at timestamptz,
  last_at timestamptz,
  primary key (tenant_id, subscriber_id, rhythm)
);
select platform.tenant_table('subscriptions.round', 'person', 'select, insert, update, delete');
create index round_due on subscriptions.round (tenant_id, due_at, subscriber_id) where due_at is not null;

-- Asked for on a public page and not yet confirmed by the owner of the address.
create table subscriptions.request (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  email text not null,
  lang text not null,
  wish jsonb not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  constraint request_token unique (tenant_id, token_hash)
);
select platform.tenant_table('subscriptions.request', 'session', 'select, insert, delete');
create index request_email on subscriptions.request (tenant_id, email, created_at);
create index request_expires on subscriptions.request (tenant_id, expires_at);

-- What happened in public, and where; kept until the last weekly letter has been written. subject: the report,
-- or works; spread: how far these reach (src/modules/subscriptions/cells.ts).
create table subscriptions.news (
  tenant_id uuid not null,
  n bigint not null,
  topic text not null check (topic in ('opened', 'fixed', 'works')),
  subject uuid not null,
  type text not null,
  area_id uuid,
  lat double precision,
  lon double precision,
  streets text[] not null,
  spread jsonb,
  at timestamptz not null,
  primary key (tenant_id, n),
  constraint news_subject unique (tenant_id, subject, topic)
);
select platform.tenant_table('subscriptions.news', 'transport', 'select, insert, delete');

-- Up to which number of the feed the worker has looked, and up to which those who want to hear at once were found.
create table subscriptions.progress (
  tenant_id uuid not null,
  n bigint not null,
  marked_n bigint not null,
  primary key (tenant_id)
);
select platform.tenant_table('subscriptions.progress', 'reference', 'select, insert, update');

-- Messages to devices that wait for their push service; a row goes when it was taken or has grown too old.
create table subscriptions.push (
  tenant_id uuid not null,
  id uuid not null,
  dedupe text not null,
  subscriber_id uuid not null,
  origin text not null,
  message jsonb not null,
  attempts integer not null default 0,
  next_at timestamptz not null,
  leased_until timestamptz,
  error text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint push_dedupe unique (tenant_id, dedupe)
);
select platform.tenant_table('subscriptions.push', 'transport', 'select, insert, update, delete');
create index push_due on subscriptions.push (tenant_id, next_at);
create index push_subscriber on subscriptions.push (tenant_id, subscriber_id);

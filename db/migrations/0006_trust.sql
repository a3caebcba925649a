-- Deputies, roles for some kinds of case, an order of all events, and what was changed.

-- For whom somebody acted as a deputy. The event's hash covers it.
alter table platform.event add column actor_for uuid;

-- All events of a tenant in one order without gaps, given by the worker when it empties the outbox: for the event
-- stream, webhooks, and seals. One row counts for each tenant.
create table platform.feed_head (
  tenant_id uuid primary key,
  n bigint not null
);
select platform.tenant_table('platform.feed_head', 'history', 'select, insert, update');
create table platform.feed (
  tenant_id uuid not null,
  n bigint not null,
  event_id uuid not null,
  primary key (tenant_id, n),
  constraint feed_event unique (tenant_id, event_id)
);
select platform.tenant_table('platform.feed', 'history', 'select, insert');

insert into platform.feed (tenant_id, n, event_id)
  select tenant_id, row_number() over (partition by tenant_id order by at, id), id from platform.event;
insert into platform.feed_head (tenant_id, n) select tenant_id, max(n) from platform.feed group by tenant_id;

-- What an administrator changed, before and after. The event beside it names this row and a digest of it only:
-- names and addresses may stand here and must be erasable.
create table audit.change (
  tenant_id uuid not null,
  id uuid not null,
  stream uuid not null,
  type text not null,
  salt text not null,
  before jsonb,
  after jsonb,
  actor_kind text not null,
  actor_id uuid,
  actor_for uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('audit.change', 'person', 'select, insert, update');
create index change_at on audit.change (tenant_id, at desc, id);

-- In which role, and for whom as deputy, something was read; several subjects where a list was shown.
alter table audit.reading add column role text, add column actor_for uuid;

-- A role may be held for some kinds of case only (categories, services); null is for all.
alter table organisation.membership add column types text[];

-- What the built-in roles may do since then; a town's own roles stay as they are.
insert into organisation.role (tenant_id, code, name, name_en, permissions)
  select id, 'data_protection', 'Datenschutz', 'Data protection officer',
    '{privacy.read,privacy.manage,parties.merge,audit.read}'
  from tenancy.tenant t where exists (select from organisation.role r where r.tenant_id = t.id)
  on conflict do nothing;
update organisation.role r set permissions = array(select distinct unnest(r.permissions || a.more))
  from (values
    ('clerk', '{cases.restrict,cases.emergency}'::text[]),
    ('head', '{cases.restrict,cases.emergency,deputies.manage,parties.merge}'),
    ('administrator', '{deputies.manage,sign_in.manage,webhooks.manage,audit.read}')) as a (code, more)
  where r.code = a.code;
update tenancy.revision set n = n + 1;

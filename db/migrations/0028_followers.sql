-- Those who follow: letters that nobody takes, and works that answer many reports at once (docs/adr/0039).

-- The receiving server said for good that nobody is there to take it (RFC 5321, 4.2.1).
alter table platform.mail add column refused boolean not null default false;
create index mail_refused on platform.mail (tenant_id, recipient) where refused;

create schema notifications;
grant usage on schema notifications to app;

-- How much was ended because nobody takes its letters: figures by the town's day, no addresses.
create table notifications.unreachable (
  tenant_id uuid not null,
  day date not null,
  what text not null check (what in ('near', 'report', 'work')),
  ended integer not null,
  primary key (tenant_id, day, what)
);
select platform.tenant_table('notifications.unreachable', 'history', 'select, insert, update');

-- A published work on its way through the reports that were there before it, newest first: where it goes on.
create table works.answering (
  tenant_id uuid not null,
  work_id uuid not null,
  opened_before timestamptz not null,
  before_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, work_id)
);
select platform.tenant_table('works.answering', 'transport', 'select, insert, update, delete');

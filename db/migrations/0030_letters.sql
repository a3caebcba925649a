-- How many letters strangers have caused to one address since a moment of the last day, so that no number of processes
-- makes it more. recipient: a digest that only the town's key makes, so no addresses; gone after a day.
create table notifications.caused (
  tenant_id uuid not null,
  cause text not null check (cause in ('asked', 'reported')),
  recipient bytea not null,
  since timestamptz not null,
  n integer not null,
  primary key (tenant_id, cause, recipient)
);
select platform.tenant_table('notifications.caused', 'transport', 'select, insert, update, delete');

-- News of a work on their way to many followers: up to whom they were told of an event. Gone when all were.
create table works.telling (
  tenant_id uuid not null,
  event_id uuid not null,
  work_id uuid not null,
  over boolean not null,
  after_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, event_id)
);
select platform.tenant_table('works.telling', 'transport', 'select, insert, update, delete');

-- The public map: how many public reports lie in each cell of a grid, kept by the worker (docs/adr/0027).

-- `level` is the zoom at which a cell is 64 pixels wide; x and y count cells from the north-west corner of the world.
-- type '' stands for all types. age: 0 opened within 7 days, 1 within 30, 2 within 90, 3 within 365, 4 longer ago.
-- sum_x and sum_y add up the reports' places in the finest grid, so that their middle can be drawn.
create table reports.map_count (
  tenant_id uuid not null,
  level smallint not null,
  type text not null,
  x integer not null,
  y integer not null,
  status text not null,
  age smallint not null,
  area_id uuid not null,
  n integer not null,
  sum_x bigint not null,
  sum_y bigint not null,
  primary key (tenant_id, level, type, x, y, status, age, area_id)
);
select platform.tenant_table('reports.map_count', 'case', 'select, insert, update, delete');
create index map_count_none on reports.map_count (tenant_id) where n = 0;

-- As what a report stands in the counts: what has changed since is counted anew, and by nobody twice.
create table reports.map_entry (
  tenant_id uuid not null,
  case_id uuid not null,
  type text not null,
  status text not null,
  age smallint not null,
  area_id uuid not null,
  x integer not null,
  y integer not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('reports.map_entry', 'case', 'select, insert, update, delete');

-- When the worker last counted, how far it has gone through all cases, and whether it has been through them once.
create table reports.map_state (
  tenant_id uuid not null,
  counted_at timestamptz not null,
  walked uuid not null,
  whole boolean not null,
  primary key (tenant_id)
);
select platform.tenant_table('reports.map_state', 'reference', 'select, insert, update');

-- Near by, the cases themselves are counted. Row-level security keeps a GiST index from finding what lies in a box.
create index case_map on cases.case (tenant_id, lat, lon) where public;

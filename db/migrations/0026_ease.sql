-- Places that are known only roughly: from a photo that says so, or by a person's own word.

-- In metres around the place. No row: as exact as the place itself.
create table reports.rough_place (
  tenant_id uuid not null,
  case_id uuid not null,
  metres integer not null check (metres between 1 and 5000),
  primary key (tenant_id, case_id)
);
select platform.tenant_table('reports.rough_place', 'case', 'select, insert, delete');

-- How exactly the camera knew where it was (Exif GPSHPositioningError), in metres.
alter table files.file add column accuracy_m integer;

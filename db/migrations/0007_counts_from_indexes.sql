-- Counts of a work list are answered from the index alone: what visibility and view ask for stands in it.
drop index cases.case_unit_due;
drop index cases.case_unit_unassigned;
drop index cases.case_assignee_due;
create index case_unit_due on cases.case (tenant_id, unit_id, due_at, id) include (assignee_id, status)
  where status <> 'closed';
create index case_unit_unassigned on cases.case (tenant_id, unit_id, due_at, id) include (assignee_id, status)
  where status <> 'closed' and assignee_id is null;
create index case_assignee_due on cases.case (tenant_id, assignee_id, due_at, id) include (unit_id, status)
  where status <> 'closed' and assignee_id is not null;

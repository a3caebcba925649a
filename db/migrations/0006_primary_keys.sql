-- Primary keys that others point to are made after the table's other indexes. Where nothing is known of a table yet
-- (it is new, and empty), all indexes that begin with the tenant seem equally good for `tenant_id = $1 and id = $2`,
-- and the planner takes the newest: a foreign key's check then reads all of the tenant's rows, and a connection keeps
-- that plan until the table is analysed. With the key as the newest index it is taken from the first row on.
alter table cases.message drop constraint message_tenant_id_case_id_fkey;
alter table cases.party drop constraint party_tenant_id_case_id_fkey;
alter table cases.tracking drop constraint tracking_tenant_id_case_id_fkey;
alter table cases.closure drop constraint closure_tenant_id_case_id_fkey;
alter table cases.closure drop constraint closure_tenant_id_duplicate_of_fkey;
alter table reports.report drop constraint report_tenant_id_case_id_fkey;
alter table reports.report drop constraint report_tenant_id_message_id_fkey;
alter table dispatch.proposal drop constraint proposal_tenant_id_case_id_fkey;

alter table cases.case drop constraint case_pkey;
alter table cases.case add constraint case_pkey primary key (tenant_id, id);
alter table cases.message drop constraint message_pkey;
alter table cases.message add constraint message_pkey primary key (tenant_id, id);

alter table cases.message add constraint message_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);
alter table cases.party add constraint party_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);
alter table cases.tracking add constraint tracking_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);
alter table cases.closure add constraint closure_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);
alter table cases.closure add constraint closure_tenant_id_duplicate_of_fkey
  foreign key (tenant_id, duplicate_of) references cases.case (tenant_id, id);
alter table reports.report add constraint report_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);
alter table reports.report add constraint report_tenant_id_message_id_fkey
  foreign key (tenant_id, message_id) references cases.message (tenant_id, id);
alter table dispatch.proposal add constraint proposal_tenant_id_case_id_fkey
  foreign key (tenant_id, case_id) references cases.case (tenant_id, id);

-- People's own words and photos: what was blacked out or changed, and what waits for a look before it is public
-- (docs/adr/0030).

-- What words said before they were blacked out (redacted) or changed by their author, sealed with the data key of the
-- case's files: destroying that key erases them in backups too. reason: a code. forget: goes some time after the case
-- has ended, because its author asked for that.
create table cases.earlier_words (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  message_id uuid not null,
  why text not null check (why in ('redacted', 'changed')),
  sealed bytea not null,
  reason text,
  forget boolean not null default false,
  by_kind text not null,
  by_id uuid,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('cases.earlier_words', 'case', 'select, insert, update, delete');
create index earlier_words_case on cases.earlier_words (tenant_id, case_id);
create index earlier_words_forget on cases.earlier_words (tenant_id, case_id) where forget;

-- Reports of categories that are looked at before they are published, and what was decided. what: the report as a
-- whole, or only its photos.
create table cases.publication (
  tenant_id uuid not null,
  case_id uuid not null,
  what text not null check (what in ('report', 'photos')),
  state text not null check (state in ('waiting', 'public', 'withheld')),
  by_id uuid,
  at timestamptz not null,
  primary key (tenant_id, case_id)
);
select platform.tenant_table('cases.publication', 'case', 'select, insert, update, delete');
create index publication_waiting on cases.publication (tenant_id, case_id) where state = 'waiting';

-- What is blacked out of a photo: boxes with x, y, w, h from 0 to 1 of the upright picture.
create table files.redaction (
  tenant_id uuid not null,
  file_id uuid not null,
  folder_id uuid not null,
  boxes jsonb not null,
  forget boolean not null default false,
  by_kind text not null,
  by_id uuid,
  at timestamptz not null,
  primary key (tenant_id, file_id)
);
select platform.tenant_table('files.redaction', 'case', 'select, insert, update, delete');
create index redaction_folder on files.redaction (tenant_id, folder_id);
create index redaction_forget on files.redaction (tenant_id, folder_id) where forget;

-- Where the town's own detector has seen a face or a licence plate in a photo.
create table files.detection (
  tenant_id uuid not null,
  file_id uuid not null,
  folder_id uuid not null,
  boxes jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, file_id)
);
select platform.tenant_table('files.detection', 'case', 'select, insert, update, delete');
create index detection_folder on files.detection (tenant_id, folder_id);

alter table reports.category
  add column publish text not null default 'at_once' check (publish in ('at_once', 'after_look')),
  add column publish_photos text not null default 'at_once' check (publish_photos in ('at_once', 'after_look'));

-- Towns that are there already: their built-in roles learn the new rights.
update organisation.role set permissions = array_append(permissions, 'cases.redact')
  where code in ('clerk', 'head') and not ('cases.redact' = any (permissions));
update organisation.role set permissions = array_append(permissions, 'cases.publish')
  where code in ('clerk', 'head') and not ('cases.publish' = any (permissions));
update organisation.role set permissions = array_append(permissions, 'cases.originals')
  where code in ('clerk', 'head') and not ('cases.originals' = any (permissions));

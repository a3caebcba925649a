-- Processings with purpose, basis and retention; holds; what was anonymised and when; requests of data subjects.

create schema privacy;
grant usage on schema privacy to app;

-- What a town has set otherwise than the program's own description of a processing (modules/privacy/built-in), and
-- its own processings. Every version stays: a case was taken in under the words that stood there then.
create table privacy.processing (
  tenant_id uuid not null,
  code text not null,
  version integer not null,
  value jsonb not null,
  by uuid,
  at timestamptz not null,
  primary key (tenant_id, code, version)
);
select platform.tenant_table('privacy.processing', 'reference', 'select, insert');

-- Legal proceedings: what is held is neither anonymised nor erased. Lifting takes two people.
create table privacy.hold (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('case', 'party')),
  subject_id uuid not null,
  reason text not null,
  until timestamptz,
  by uuid,
  at timestamptz not null,
  lift_asked_by uuid,
  lift_asked_at timestamptz,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (tenant_id, id)
);
select platform.tenant_table('privacy.hold', 'case', 'select, insert, update');
create index hold_subject on privacy.hold (tenant_id, subject_id) where lifted_at is null;

-- What went, counted; no names and no numbers. A run that was cut off goes on in the same row.
create table privacy.run (
  tenant_id uuid not null,
  day date not null,
  processing text not null,
  cases integer not null default 0,
  people integer not null default 0,
  files integer not null default 0,
  others integer not null default 0,
  held integer not null default 0,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, day, processing)
);
select platform.tenant_table('privacy.run', 'history', 'select, insert, update');

-- Somebody asked what is known of them, or to be forgotten (Art. 15, 17, 20 GDPR). Ids and codes only.
create table privacy.request (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('access', 'erasure')),
  parties uuid[] not null,
  identified_by text not null check (identified_by in ('tracking', 'counter', 'account')),
  status text not null check (status in ('open', 'done', 'refused')),
  by uuid,
  at timestamptz not null,
  due_at timestamptz not null,
  asked_by uuid,
  asked_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  outcome jsonb,
  primary key (tenant_id, id)
);
select platform.tenant_table('privacy.request', 'history', 'select, insert, update');
create index request_at on privacy.request (tenant_id, at desc, id);

-- A case that is only a figure in statistics from then on.
alter table cases.case add column anonymised_at timestamptz;
create index case_retention on cases.case (tenant_id, closed_at, id)
  where status = 'closed' and anonymised_at is null;
grant delete on cases.words, cases.tracking, cases.message, cases.party to app;

-- Before and after of a change are gone; the event's digest stays and says no more than that there was one.
alter table audit.change add column erased_at timestamptz;

-- Cipher text of folders whose key is gone, and of photos that were taken out, until the sweep has deleted it.
create index file_removed on files.file (tenant_id, removed_at) where removed_at is not null;

-- The second person where data protection needs one.
update organisation.role r set permissions = array(select distinct unnest(r.permissions || '{privacy.approve}'::text[]))
  where r.code in ('administrator', 'data_protection');
update tenancy.revision set n = n + 1;

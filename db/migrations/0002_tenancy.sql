-- Tenants: found by host name, configured by versioned rows.

create schema tenancy;
grant usage on schema tenancy to app, dispatcher;

-- The only table read across tenants by the app role: no secrets stand here.
create table tenancy.tenant (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  hosts text[] not null,
  public_url text not null,
  time_zone text not null,
  is_default boolean not null default false,
  created_at timestamptz not null
);
comment on table tenancy.tenant is 'retention=reference';
grant select on tenancy.tenant to app, dispatcher;

-- Grows by one with every change of reference data (settings, texts, categories, rules, organisation …),
-- so that every process knows when what it remembers is out of date.
create table tenancy.revision (
  tenant_id uuid primary key,
  n bigint not null
);
select platform.tenant_table('tenancy.revision', 'reference', 'select, insert, update');

-- Ends a transaction that was begun on remembered reference data which is no longer the current one.
create function platform.presume(t uuid, remembered bigint) returns void language plpgsql as $$ begin
  if (select r.n from tenancy.revision r where r.tenant_id = t) is distinct from remembered then
    raise exception 'reference data has changed' using errcode = 'SD001';
  end if;
end $$;

create table tenancy.secret (
  tenant_id uuid not null,
  name text not null,
  wrapped bytea not null,
  primary key (tenant_id, name)
);
select platform.tenant_table('tenancy.secret', 'reference', 'select, insert');

create table tenancy.setting (
  tenant_id uuid not null,
  key text not null,
  version integer not null,
  value jsonb not null,
  by uuid,
  at timestamptz not null,
  primary key (tenant_id, key, version)
);
select platform.tenant_table('tenancy.setting', 'reference', 'select, insert');

create table tenancy.text (
  tenant_id uuid not null,
  lang text not null,
  key text not null,
  version integer not null,
  value text,
  by uuid,
  at timestamptz not null,
  primary key (tenant_id, lang, key, version)
);
select platform.tenant_table('tenancy.text', 'reference', 'select, insert');

-- Readings of what not everybody may read (original photos …).
create schema audit;
grant usage on schema audit to app;
create table audit.reading (
  tenant_id uuid not null,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  what text not null,
  subject_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, id)
);
select platform.tenant_table('audit.reading', 'history', 'select, insert');
create index reading_subject on audit.reading (tenant_id, subject_id, at);

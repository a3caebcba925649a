-- Categories suggested from a town's own history (docs/adr/0037).

-- One model a town, made anew every night from what reports say now, so that what was forgotten is forgotten here too.
-- model: weights by numbers of 32 bits, no words (src/modules/reports/learning/model.ts); null where there was too
-- little to learn from. figures: how well it guesses reports that were held back. asked_at: somebody wants it now.
create table reports.learned (
  tenant_id uuid not null,
  at timestamptz,
  reports integer not null,
  model bytea,
  figures jsonb,
  asked_at timestamptz,
  primary key (tenant_id)
);
select platform.tenant_table('reports.learned', 'reference', 'select, insert, update');

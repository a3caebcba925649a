import { allAccounts } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { loadAbsences, loadDeputyships } from './deputy-rows.ts'

export type Rows = Awaited<ReturnType<typeof loadRows>>

/** All rows of the organisation, and the instants at which a membership, an absence or a deputyship begins or ends. */
export async function loadRows(ctx: Ctx) {
  const tenant = ctx.tenant.id
  const [units, roles, memberships, workers, skills, duties, accounts, absences, deputyships] =
    await Promise.all([
      ctx.db
        .selectFrom('organisation.unit')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .orderBy('code')
        .execute(),
      ctx.db
        .selectFrom('organisation.role')
        .selectAll()
        .where('tenant_id', '=', tenant)
        .orderBy('code')
        .execute(),
      ctx.db.selectFrom('organisation.membership').selectAll().where('tenant_id', '=', tenant).execute(),
      ctx.db.selectFrom('organisation.worker').selectAll().where('tenant_id', '=', tenant).execute(),
      ctx.db.selectFrom('organisation.skill').selectAll().where('tenant_id', '=', tenant).execute(),
      ctx.db.selectFrom('organisation.duty').selectAll().where('tenant_id', '=', tenant).execute(),
      allAccounts(ctx),
      loadAbsences(ctx),
      loadDeputyships(ctx),
    ])
  const turns = [
    ...memberships.flatMap((m) => [m.valid_from, m.valid_until]),
    ...[...absences, ...deputyships].flatMap((a) => [a.from, a.until]),
  ].flatMap((at) => (at ? [at.getTime()] : []))
  return { units, roles, memberships, workers, skills, duties, accounts, absences, deputyships, turns }
}

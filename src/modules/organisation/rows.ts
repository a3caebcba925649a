import { allAccounts } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'

export type Rows = Awaited<ReturnType<typeof loadRows>>

/** All rows of the organisation, and the instants at which a membership begins or ends. */
export async function loadRows(ctx: Ctx) {
  const tenant = ctx.tenant.id
  const [units, roles, memberships, workers, skills, duties, accounts] = await Promise.all([
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
  ])
  const turns = memberships
    .flatMap((m) => (m.valid_until ? [m.valid_from, m.valid_until] : [m.valid_from]))
    .map((at) => at.getTime())
  return { units, roles, memberships, workers, skills, duties, accounts, turns }
}

import { recordChange } from '#modules/audit/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { termOf } from './membership.ts'
import { organisation, rowsOf } from './organisation.ts'
import type { Rows } from './rows.ts'

type Row = Rows['memberships'][number]

/** The roles by which somebody manages every top unit now; of each person those at the first of them. */
export async function townWideRoles(ctx: Ctx): Promise<Row[]> {
  const [{ roles, roots }, { memberships }] = await Promise.all([organisation(ctx), rowsOf(ctx)])
  const now = memberships.filter(
    (m) =>
      !m.types &&
      m.valid_from <= ctx.now &&
      (!m.valid_until || m.valid_until > ctx.now) &&
      roles.get(m.role)?.permissions.includes('organisation.manage'),
  )
  return now.filter(
    (m) =>
      m.unit_id === roots[0] &&
      roots.every((unit) => now.some((o) => o.unit_id === unit && o.account_id === m.account_id)),
  )
}

/**
 * A unit that is new at the top belongs to the whole town: whoever managed all of it manages this one too, by the same
 * roles and as long. Otherwise nobody would manage the whole town any more, and nobody could say who does.
 */
export async function extendTownWide(ctx: Ctx, ruling: readonly Row[], tops: readonly Uuid[]): Promise<void> {
  for (const unit of tops)
    for (const { account_id: account, role, valid_until, source } of ruling) {
      const term = { valid_from: ctx.now, valid_until, types: null, source }
      await ctx.db
        .insertInto('organisation.membership')
        .values({ tenant_id: ctx.tenant.id, account_id: account, unit_id: unit, role, ...term })
        .onConflict((oc) =>
          oc
            .columns(['tenant_id', 'account_id', 'unit_id', 'role'])
            .doUpdateSet((eb) => ({ ...term, version: eb('organisation.membership.version', '+', 1) })),
        )
        .execute()
      const until = valid_until?.toISOString() ?? null
      recordChange(ctx, {
        type: 'account.role_granted',
        payload: { account, unit, role, from: ctx.now.toISOString(), until },
        before: null,
        after: termOf({ unit, role }, term),
      })
    }
}

import { endSessionsOf, lockAccount } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertManages } from './managing.ts'
import { organisation } from './organisation.ts'

export interface Membership {
  account: Uuid
  unit: Uuid
  role: string
}

/**
 * Gives somebody a role at a unit and all below it, from now or `from`, for ever or until `until`; a membership
 * that exists gets the new times. The person signs in again. Throws Forbidden, Invalid, NotFound.
 */
export async function addMembership(
  ctx: Ctx,
  { account, unit, role, from = ctx.now, until = null }: Membership & { from?: Date; until?: Date | null },
): Promise<void> {
  assertManages(ctx, unit)
  const { units, roles } = await organisation(ctx)
  if (!units.has(unit) || !roles.has(role)) throw new NotFound()
  if (until && until <= from) throw new Invalid('membership.times')
  await changeReference(ctx)
  await lockAccount(ctx, account)
  const times = { valid_from: from, valid_until: until }
  await ctx.db
    .insertInto('organisation.membership')
    .values({ tenant_id: ctx.tenant.id, account_id: account, unit_id: unit, role, ...times })
    .onConflict((oc) => oc.columns(['tenant_id', 'account_id', 'unit_id', 'role']).doUpdateSet(times))
    .execute()
  await endSessionsOf(ctx, account)
  ctx.emit('account.role_granted', {
    account,
    unit,
    role,
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
  })
}

/** Takes a role away as of now. The person signs in again. Throws Forbidden, NotFound. */
export async function endMembership(ctx: Ctx, { account, unit, role }: Membership): Promise<void> {
  assertManages(ctx, unit)
  await changeReference(ctx)
  await lockAccount(ctx, account)
  const ended = await ctx.db
    .updateTable('organisation.membership')
    .set({ valid_until: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('unit_id', '=', unit)
    .where('role', '=', role)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', ctx.now)]))
    .returning('account_id')
    .executeTakeFirst()
  if (!ended) throw new NotFound()
  await endSessionsOf(ctx, account)
  ctx.emit('account.role_ended', { account, unit, role })
}

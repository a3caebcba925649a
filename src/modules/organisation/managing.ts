import { disableAccount, enableAccount, endSessionsOf, lockAccount } from '#modules/identity/index.ts'
import { grantFor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { keepingAnAdministrator } from './administrators.ts'
import { heldBy } from './held.ts'
import { grantsOf, organisation } from './organisation.ts'
import { isWork } from './permissions.ts'

const manages = (ctx: Ctx, unit: Uuid): boolean => may(ctx.actor, 'organisation.manage', unit)

/** May the actor change the organisation here? From then on it is done by the grant that says so. Throws Forbidden. */
export function assertManages(ctx: Ctx, unit: Uuid): void {
  if (!manages(ctx, unit)) throw new Forbidden()
  const grant = grantFor(ctx.actor, 'organisation.manage', { unit })
  if (grant) ctx.actBy(grant)
}

/** Does the actor manage the whole town? */
export const managesAll = async (ctx: Ctx): Promise<boolean> =>
  may(ctx.actor, 'organisation.manage') && (await organisation(ctx)).roots.every((root) => manages(ctx, root))

/** The same, throwing Forbidden. */
export async function assertManagesAll(ctx: Ctx): Promise<void> {
  if (!(await managesAll(ctx))) throw new Forbidden()
  for (const root of (await organisation(ctx)).roots) assertManages(ctx, root)
}

/**
 * May the actor give these permissions at this unit? Whoever manages a unit may give its work, and of everything else
 * only what they hold there themselves; whoever manages the whole town may give anything (ADR 18).
 */
export async function mayGive(ctx: Ctx, permissions: readonly string[], unit: Uuid): Promise<boolean> {
  if (!manages(ctx, unit)) return false
  if (permissions.every((p) => isWork(p) || may(ctx.actor, p, unit))) return true
  return managesAll(ctx)
}

/**
 * Does the actor manage this person: at every unit where they hold a role now or later, and no role beyond what the
 * actor could give? Of somebody who has left, the units of then count. Whoever runs one department must not become
 * administrator by way of an administrator's password.
 */
export async function managesPerson(ctx: Ctx, account: Uuid): Promise<boolean> {
  if (!may(ctx.actor, 'organisation.manage')) return false
  const all = await heldBy(ctx, account)
  const lasting = all.filter((held) => held.state !== 'past')
  const { roles } = await organisation(ctx)
  for (const { unit, role } of lasting.length > 0 ? lasting : all)
    if (!(await mayGive(ctx, roles.get(role)?.permissions ?? [], unit))) return false
  // Somebody else's roles, held as a deputy, are as good as their own.
  for (const grant of await grantsOf(ctx, account))
    if (grant.for && !(await mayGive(ctx, grant.permissions, grant.unit))) return false
  return all.length > 0 || managesAll(ctx)
}

/** The same, throwing Forbidden. */
export async function assertManagesPerson(ctx: Ctx, account: Uuid): Promise<void> {
  if (!(await managesPerson(ctx, account))) throw new Forbidden()
  ctx.actBy(grantFor(ctx.actor, 'organisation.manage'))
}

/**
 * Somebody leaves: the account is disabled and its sessions end; name and deeds stay. Throws Forbidden, NotFound,
 * Conflict (nobody would be left who manages the town).
 */
export async function dismiss(ctx: Ctx, account: Uuid): Promise<void> {
  await assertManagesPerson(ctx, account)
  await keepingAnAdministrator(ctx, () => disableAccount(ctx, account))
}

/** Somebody comes back: whatever roles still hold are theirs again. Throws Forbidden, NotFound. */
export async function reinstate(ctx: Ctx, account: Uuid): Promise<void> {
  await assertManagesPerson(ctx, account)
  await enableAccount(ctx, account)
}

/** Signs somebody out everywhere: a lost telephone. Throws Forbidden, NotFound. */
export async function endSessions(ctx: Ctx, account: Uuid): Promise<void> {
  await assertManagesPerson(ctx, account)
  await lockAccount(ctx, account)
  await endSessionsOf(ctx, account)
  ctx.emit('account.sessions_ended', { account })
}

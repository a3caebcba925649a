import { disableAccount, type PasswordChange, setPassword } from '#modules/identity/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { grantsOf, organisation } from './organisation.ts'

/** May the actor change the organisation here? Throws Forbidden. */
export function assertManages(ctx: Ctx, unit: Uuid): void {
  if (!may(ctx.actor, 'organisation.manage', unit)) throw new Forbidden()
}

/** The same for the whole town. */
export async function assertManagesAll(ctx: Ctx): Promise<void> {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  for (const root of (await organisation(ctx)).roots) assertManages(ctx, root)
}

/**
 * The same for a person: at every unit where that person holds a role. Whoever runs one department must not
 * become administrator by setting an administrator's password.
 */
export async function assertManagesPerson(ctx: Ctx, account: Uuid): Promise<void> {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  for (const grant of await grantsOf(ctx, account)) assertManages(ctx, grant.unit)
}

/** Somebody leaves: the account is disabled and its sessions end; name and deeds stay. Throws Forbidden, NotFound. */
export async function dismiss(ctx: Ctx, account: Uuid): Promise<void> {
  await assertManagesPerson(ctx, account)
  await disableAccount(ctx, account)
}

/** An administrator sets somebody's password; all that person's sessions end. Throws Forbidden, NotFound. */
export async function resetPassword(
  platform: Platform,
  who: { tenant: Tenant; actor: Actor },
  account: Uuid,
  password: string,
): Promise<PasswordChange> {
  await inTx(platform, who, (ctx) => assertManagesPerson(ctx, account))
  return setPassword(platform, who, account, password)
}

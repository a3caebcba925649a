import { type Actor, may } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { lockAccount } from './account.ts'
import { endSessionsOf } from './ending.ts'
import { hashPassword, passwordFault, verifyPassword } from './password.ts'
import { countAttempt, takeBack } from './throttle.ts'

export type PasswordChange =
  | { ok: true }
  | { ok: false; reason: 'wrong' | 'too_short' | 'too_long' | 'like_email' }
  | { ok: false; reason: 'throttled'; retryAt: Date }

type Acting = { tenant: Tenant; actor: Actor }

/** Somebody changes their own password; all their sessions end, this one too. Guessing the old one is throttled. */
export async function changePassword(
  platform: Platform,
  who: { tenant: Tenant; actor: Extract<Actor, { kind: 'staff' }> },
  input: { current: string; next: string; address: string },
): Promise<PasswordChange> {
  const { id } = who.actor
  const { counted, account } = await inTx(platform, who, async (ctx) => {
    const account = await lockAccount(ctx, id)
    return { account, counted: await countAttempt(ctx, { email: account.email, address: input.address }) }
  })
  if ('blockedUntil' in counted) return { ok: false, reason: 'throttled', retryAt: counted.blockedUntil }
  if (!(await verifyPassword(input.current, account.password_hash, platform.config.demo))) {
    return { ok: false, reason: 'wrong' }
  }
  const fault = passwordFault(input.next, account.email)
  if (!fault) await store(platform, who, id, await hashPassword(input.next), account.password_hash)
  await inTx(platform, who, (ctx) => takeBack(ctx, counted.attempt))
  return fault ? { ok: false, reason: fault } : { ok: true }
}

/** An administrator sets somebody's password; all that person's sessions end. Throws Forbidden, NotFound. */
export async function setPassword(
  platform: Platform,
  who: Acting,
  account: Uuid,
  password: string,
): Promise<PasswordChange> {
  if (!may(who.actor, 'organisation.manage')) throw new Forbidden()
  const { email, password_hash } = await inTx(platform, who, (ctx) => lockAccount(ctx, account))
  const fault = passwordFault(password, email)
  if (fault) return { ok: false, reason: fault }
  await store(platform, who, account, await hashPassword(password), password_hash)
  return { ok: true }
}

const store = (
  platform: Platform,
  who: Acting,
  id: Uuid,
  hash: string,
  before: string | null,
): Promise<void> =>
  inTx(platform, who, async (ctx) => {
    const account = await lockAccount(ctx, id)
    if (account.password_hash !== before) throw new Conflict('account.changed')
    await ctx.db
      .updateTable('identity.account')
      .set({ password_hash: hash, version: account.version + 1 })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    await endSessionsOf(ctx, id)
    ctx.emit('account.password_changed', { account: id })
  })

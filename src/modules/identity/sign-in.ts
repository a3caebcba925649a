import { anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { foldEmail, lockAccount } from './account.ts'
import { factorRequired, type RolesOf } from './demanding.ts'
import { factorsOf, hasFactor } from './factors.ts'
import { hashPassword, isOutdated, isPublished, verifyPassword } from './password.ts'
import { beginPending, type PendingState } from './pending.ts'
import { beginSession, type Client } from './session.ts'
import { countAttempt, takeBack } from './throttle.ts'

export type SignIn =
  | {
      ok: true
      /**
       * What follows: nothing, the second factor, or one to be set up first. The token of the latter two belongs to a
       * pending session, which opens nothing until it is raised.
       */
      next: 'done' | PendingState
      token: string
      expiresAt: Date
      /** For the cookie by which the browser is known again; null while the session is pending. */
      device: string | null
      account: { id: Uuid; name: string; lang: Lang }
    }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAt: Date }

/**
 * Signs in by e-mail address and password. An unknown, disabled or password-less account answers as a wrong
 * password does, after the same statements and the same hashing. `rolesOf`: by them a town may ask for a factor.
 */
export async function signIn(
  platform: Platform,
  tenant: Tenant,
  input: { email: string; password: string } & Client,
  rolesOf: RolesOf,
): Promise<SignIn> {
  const as = { tenant, actor: anonymous }
  const { counted, account } = await inTx(platform, as, async (ctx) => ({
    counted: await countAttempt(ctx, input),
    account: await ctx.db
      .selectFrom('identity.account')
      .select(['id', 'name', 'lang', 'password_hash'])
      .where('tenant_id', '=', tenant.id)
      .where('email', '=', foldEmail(input.email))
      .where('disabled_at', 'is', null)
      .executeTakeFirst(),
  }))
  if ('blockedUntil' in counted) return { ok: false, reason: 'throttled', retryAt: counted.blockedUntil }

  const stored = account?.password_hash ?? null
  const right = await verifyPassword(input.password, stored, platform.config.demo)
  if (!right || !account || !stored) return { ok: false, reason: 'wrong' }

  const better = isOutdated(stored)
    ? await hashPassword(input.password, { published: isPublished(stored) })
    : null
  const { id, name } = account
  const actor = { kind: 'staff', id, name, grants: [] } as const
  return inTx(platform, { tenant, actor }, async (ctx): Promise<SignIn> => {
    const now = await lockAccount(ctx, id)
    // The password was changed, or the account disabled, while we were hashing.
    if (now.password_hash !== stored || now.disabled_at) return { ok: false, reason: 'wrong' }
    await takeBack(ctx, counted.attempt)
    if (better) {
      await ctx.db
        .updateTable('identity.account')
        .set({ password_hash: better })
        .where('tenant_id', '=', tenant.id)
        .where('id', '=', id)
        .execute()
    }
    const next = await afterPassword(ctx, id, rolesOf)
    const who = { id, name, lang: account.lang as Lang }
    if (next === 'done')
      return { ok: true, next, account: who, ...(await beginSession(ctx, id, 'password', input)) }
    const { token, expiresAt } = await beginPending(ctx, id, 'password', next, input)
    return { ok: true, next, account: who, token, expiresAt, device: null }
  })
}

async function afterPassword(ctx: Ctx, account: Uuid, rolesOf: RolesOf): Promise<'done' | PendingState> {
  if (hasFactor(await factorsOf(ctx, account))) return 'second_factor'
  return (await factorRequired(ctx, account, rolesOf)) ? 'enrol' : 'done'
}

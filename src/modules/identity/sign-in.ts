import { anonymous } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { foldEmail, lockAccount } from './account.ts'
import { hashPassword, isOutdated, isPublished, verifyPassword } from './password.ts'
import { beginSession, type Client } from './session.ts'
import { countAttempt, takeBack } from './throttle.ts'

export type SignIn =
  | {
      ok: true
      /**
       * What follows. A second factor adds `'second_factor'` here: the session is then begun with
       * `method: 'password'` and is worth nothing until the factor has raised it.
       */
      next: 'done'
      token: string
      expiresAt: Date
      account: { id: Uuid; name: string; lang: Lang }
    }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAt: Date }

/**
 * Signs in by e-mail address and password. An unknown, disabled or password-less account answers as a wrong
 * password does, after the same statements and the same hashing. `address` is the client's network address.
 */
export async function signIn(
  platform: Platform,
  tenant: Tenant,
  input: { email: string; password: string } & Client,
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
  return inTx(
    platform,
    { tenant, actor: { kind: 'staff', id, name, grants: [] } },
    async (ctx): Promise<SignIn> => {
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
      const session = await beginSession(ctx, id, 'password', input)
      return { ok: true, next: 'done', ...session, account: { id, name, lang: account.lang as Lang } }
    },
  )
}

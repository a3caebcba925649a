import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { isPublished } from './password.ts'

export interface SignedIn {
  id: Uuid
  name: string
  email: string
  lang: Lang
}

/** Begins a session; the token goes into the cookie and is stored only as a hash. `method` says by what: 'password'. */
export async function beginSession(ctx: Ctx, account: Uuid, method: string) {
  const { sessions } = await settings(ctx)
  const token = randomToken()
  const expiresAt = new Date(ctx.now.getTime() + sessions.maxHours * 3_600_000)
  await ctx.db
    .insertInto('identity.session')
    .values({
      tenant_id: ctx.tenant.id,
      token_hash: hashToken(token),
      account_id: account,
      method,
      created_at: ctx.now,
      seen_at: ctx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { token, expiresAt }
}

/** Whose session this is; null when it is unknown, idle for too long, over, or its account is disabled. */
export async function sessionAccount(ctx: Ctx, token: string): Promise<SignedIn | null> {
  const { sessions } = await settings(ctx)
  const hash = hashToken(token)
  const row = await ctx.db
    .selectFrom('identity.session as s')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.account_id'),
    )
    .select(['a.id', 'a.name', 'a.email', 'a.lang', 'a.password_hash', 's.seen_at'])
    .where('s.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('s.token_hash', '=', hash)
    .where('s.expires_at', '>', ctx.now)
    .where('s.seen_at', '>', new Date(ctx.now.getTime() - sessions.idleMinutes * 60_000))
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  if (row.password_hash && isPublished(row.password_hash) && !ctx.platform.config.demo) return null
  const minuteAgo = new Date(ctx.now.getTime() - 60_000)
  // Not at every request: a row rewritten once a minute is enough to tell idle from busy.
  if (row.seen_at <= minuteAgo) {
    ctx.send(
      'update identity.session set seen_at = $3 where tenant_id = $1 and token_hash = $2 and seen_at <= $4',
      [ctx.tenant.id, hash, ctx.now, minuteAgo],
    )
  }
  const { id, name, email, lang } = row
  return { id, name, email, lang: lang as Lang }
}

/** Ends this one session; an unknown one is none. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .execute()
}

/** Ends all sessions of an account: its password, roles or very existence have changed. */
export async function endSessionsOf(ctx: Ctx, account: Uuid): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
}

import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { lockAccount } from './account.ts'
import { deviceOf } from './device.ts'
import { rememberDevice } from './known-device.ts'
import { isPublished } from './password.ts'
import { addressDigest } from './throttle.ts'

/** Where somebody signs in from. */
export interface Client {
  /** The network address. */
  address: string
  userAgent?: string | undefined
  /** What the cookie of a browser says that has signed in before. */
  device?: string | undefined
}

/** A session's token and that of the browser; each goes into a cookie and is stored only as a hash. */
export interface Begun {
  token: string
  expiresAt: Date
  device: string
}

export interface SignedIn {
  id: Uuid
  name: string
  email: string
  lang: Lang
}

/**
 * Begins a session that is worth everything at once; it counts as confirmed now. `method` says by what ('password',
 * 'password_totp', 'passkey', 'oidc' …; texts `identity.method.…`). Throws NotFound.
 */
export async function beginSession(ctx: Ctx, account: Uuid, method: string, client: Client): Promise<Begun> {
  const { sessions } = await settings(ctx)
  const { password_hash } = await lockAccount(ctx, account)
  const begun = await insertSession(ctx, account, method, 'full', client, sessions.maxHours * 3_600_000)
  const device = await rememberDevice(ctx, account, client.device, begun)
  // A demo's login is everybody's: nobody is to be told of their own visit by it.
  const newDevice = device.isNew && !(password_hash && isPublished(password_hash))
  const { id: session, browser, system } = begun
  ctx.emit('account.signed_in', { account, session, method, browser, system, newDevice })
  return { token: begun.token, expiresAt: begun.expiresAt, device: device.token }
}

export async function insertSession(
  ctx: Ctx,
  account: Uuid,
  method: string,
  state: 'full' | 'second_factor' | 'enrol',
  client: Client,
  lastsMs: number,
) {
  const id = newId()
  const token = randomToken()
  const expiresAt = new Date(ctx.now.getTime() + lastsMs)
  const { browser, system } = deviceOf(client.userAgent)
  await ctx.db
    .insertInto('identity.session')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      token_hash: hashToken(token),
      account_id: account,
      method,
      state,
      confirmed_at: state === 'full' ? ctx.now : null,
      browser,
      system,
      address: await addressDigest(ctx, client.address),
      created_at: ctx.now,
      seen_at: ctx.now,
      expires_at: expiresAt,
    })
    .execute()
  return { id, token, expiresAt, browser, system }
}

/** Whose session this is; null when it is unknown, pending, idle for too long, over, or its account is disabled. */
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
    .where('s.state', '=', 'full')
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

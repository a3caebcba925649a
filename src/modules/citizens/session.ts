import { type Device, deviceOf } from '#modules/identity/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { citizenOf } from './account.ts'

export type SignInMethod = 'link' | 'passkey' | 'sign_on'

/**
 * Begins a session. The token is new at every sign-in, whatever cookie came along, so nobody can be made to use one
 * that somebody else knows. `replaces` is the token of the session that this one takes the place of.
 */
export async function beginCitizenSession(
  ctx: Ctx,
  account: Uuid,
  how: {
    method: SignInMethod
    level: TrustLevel
    userAgent?: string | undefined
    replaces?: string | undefined
  },
): Promise<string> {
  const { accounts } = await settings(ctx)
  if (how.replaces) await endCitizenSession(ctx, how.replaces)
  const token = randomToken()
  const { browser, system } = deviceOf(how.userAgent)
  await ctx.db
    .insertInto('citizens.session')
    .values({
      tenant_id: ctx.tenant.id,
      token_hash: hashToken(token),
      id: newId(),
      account_id: account,
      method: how.method,
      level: how.level,
      device: `${browser} ${system}`,
      created_at: ctx.now,
      seen_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + accounts.maxHours * 3_600_000),
    })
    .execute()
  ctx.emit('citizen.signed_in', { citizen: account, method: how.method, level: how.level })
  return token
}

/** Ends the session of a cookie; an unknown one is none. */
export async function endCitizenSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .deleteFrom('citizens.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .execute()
}

/** Ends sessions that a provider has ended on its side (back-channel logout), by the hashes of their tokens. */
export async function endCitizenSessionsByHash(ctx: Ctx, hashes: readonly Buffer[]): Promise<void> {
  if (hashes.length === 0) return
  await ctx.db
    .deleteFrom('citizens.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', 'in', [...hashes])
    .execute()
}

export interface CitizenSession {
  id: Uuid
  method: SignInMethod
  level: TrustLevel
  device: Device
  createdAt: Date
  seenAt: Date
  /** The one that asks. */
  current: boolean
}

/** Where the signed-in citizen is signed in, the last seen first. `token` is the cookie of the one that asks. */
export async function citizenSessions(ctx: Ctx, token: string): Promise<CitizenSession[]> {
  const { accounts } = await settings(ctx)
  const own = hashToken(token)
  const rows = await ctx.db
    .selectFrom('citizens.session')
    .select(['id', 'method', 'level', 'device', 'created_at', 'seen_at', 'token_hash'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .where('expires_at', '>', ctx.now)
    .where('seen_at', '>', new Date(ctx.now.getTime() - accounts.idleMinutes * 60_000))
    .orderBy('seen_at', 'desc')
    .execute()
  return rows.map((r) => {
    const [browser, system] = r.device.split(' ') as [Device['browser'], Device['system']]
    return {
      id: r.id,
      method: r.method as SignInMethod,
      level: r.level as TrustLevel,
      device: { browser, system },
      createdAt: r.created_at,
      seenAt: r.seen_at,
      current: r.token_hash.equals(own),
    }
  })
}

/** Ends one of the citizen's own sessions. Throws NotFound for anybody else's. */
export async function endOwnSession(ctx: Ctx, id: string): Promise<void> {
  const { id: account } = citizenOf(ctx)
  const ended = isUuid(id)
    ? await ctx.db
        .deleteFrom('citizens.session')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', account)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!ended) throw new NotFound()
  ctx.emit('citizen.session_ended', { citizen: account })
}

/** Ends all but the one that asks. */
export async function endOtherSessions(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .deleteFrom('citizens.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .where('token_hash', '<>', hashToken(token))
    .execute()
}

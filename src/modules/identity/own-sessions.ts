import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import { lockAccount } from './account.ts'
import type { Device } from './device.ts'
import { forgetDevices } from './known-device.ts'

export interface Session extends Device {
  id: Uuid
  method: string
  startedAt: Date
  seenAt: Date
  /** Is it the one that asks? */
  current: boolean
  /** From the same place as the one that asks. */
  sameAddress: boolean
}

/** Where somebody is signed in now, the one last used first. `token`: of the session that asks. */
export async function sessionsOf(ctx: Ctx, account: Uuid, token?: string): Promise<Session[]> {
  const { sessions } = await settings(ctx)
  const rows = await ctx.db
    .selectFrom('identity.session')
    .select(['id', 'token_hash', 'method', 'browser', 'system', 'address', 'created_at', 'seen_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('state', '=', 'full')
    .where('expires_at', '>', ctx.now)
    .where('seen_at', '>', new Date(ctx.now.getTime() - sessions.idleMinutes * 60_000))
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const own = token ? hashToken(token) : null
  const current = rows.find((r) => own?.equals(r.token_hash))
  return rows
    .map((r) => ({
      id: r.id,
      method: r.method,
      browser: r.browser as Device['browser'],
      system: r.system as Device['system'],
      startedAt: r.created_at,
      seenAt: r.seen_at,
      current: r === current,
      sameAddress: current !== undefined && r.address.equals(current.address),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}

/** Ends one of somebody's sessions, pending ones too. Throws NotFound for what is not theirs. */
export async function endSession(ctx: Ctx, account: Uuid, id: string): Promise<void> {
  await lockAccount(ctx, account)
  const ended = isUuid(id)
    ? await ctx.db
        .deleteFrom('identity.session')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', account)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!ended) throw new NotFound()
  ctx.emit('account.session_ended', { account, session: id })
}

/**
 * Ends all of somebody's sessions but the one that asks. Other browsers are strangers afterwards: a sign-in from them is
 * told. `device`: what the cookie of this one says.
 */
export async function endOtherSessions(
  ctx: Ctx,
  account: Uuid,
  token: string,
  device?: string,
): Promise<void> {
  await lockAccount(ctx, account)
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('token_hash', '!=', hashToken(token))
    .execute()
  if (device) await forgetDevices(ctx, account, device)
  ctx.emit('account.session_ended', { account, session: null })
}

import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hmac } from '#platform/secret.ts'
import { foldEmail } from './account.ts'

interface Limit {
  /** So many in a window go unpunished; from then on each one closes the door for twice as long as the last. */
  free: number
  windowHours: number
  firstSeconds: number
  mostSeconds: number
}

// A town hall shares one address, so that limit is wider: it is there against many accounts tried from one place.
const limits = {
  account: { free: 5, windowHours: 24, firstSeconds: 30, mostSeconds: 900 },
  address: { free: 40, windowHours: 1, firstSeconds: 30, mostSeconds: 900 },
} as const satisfies Record<string, Limit>

export interface Attempt {
  account: Buffer
  address: Buffer
}

/**
 * Counts an attempt to sign in before it is looked at, so that many at once are as many. Answers the attempt, to be
 * taken back if it succeeds, or until when the door is closed. Whether the account exists makes no difference.
 */
export async function countAttempt(
  ctx: Ctx,
  { email, address, what = 'account' }: { email: string; address: string; what?: 'account' | 'code' },
): Promise<{ attempt: Attempt } | { blockedUntil: Date }> {
  const salt = await secret(ctx, 'identity.attempt')
  const attempt = {
    // Codes are counted apart: the right password must not open new guesses at the second factor.
    account: hmac(salt, `${what} ${foldEmail(email)}`),
    address: await addressDigest(ctx, address),
  }
  // The address first: who is stopped there cannot close other people's accounts.
  const blockedUntil =
    (await count(ctx, attempt.address, limits.address)) ?? (await count(ctx, attempt.account, limits.account))
  return blockedUntil ? { blockedUntil } : { attempt }
}

/** It succeeded: the account begins anew, the address gets this one back. */
export async function takeBack(ctx: Ctx, { account, address }: Attempt): Promise<void> {
  await ctx.db
    .updateTable('identity.attempt')
    .set((eb) => ({ failures: eb('failures', '-', 1), blocked_until: null }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('subject', '=', address)
    .where('failures', '>', 0)
    .execute()
  await ctx.db
    .deleteFrom('identity.attempt')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('subject', '=', account)
    .execute()
}

async function count(ctx: Ctx, subject: Buffer, limit: Limit): Promise<Date | null> {
  const tenant = ctx.tenant.id
  const windowStart = new Date(ctx.now.getTime() - limit.windowHours * 3_600_000)
  // One statement, so that of many at once each sees the one before it.
  const { rows } = await sql<{ failures: number }>`
    insert into identity.attempt as a (tenant_id, subject, failures, since)
    values (${tenant}, ${subject}, 1, ${ctx.now})
    on conflict (tenant_id, subject) do update set
      failures = case when a.since <= ${windowStart} then 1 else a.failures + 1 end,
      since = case when a.since <= ${windowStart} then excluded.since else a.since end,
      blocked_until = null
    where a.blocked_until is null or a.blocked_until <= ${ctx.now}
    returning failures`.execute(ctx.db)
  const failures = rows[0]?.failures
  if (failures === undefined) {
    const closed = await ctx.db
      .selectFrom('identity.attempt')
      .select('blocked_until')
      .where('tenant_id', '=', tenant)
      .where('subject', '=', subject)
      .executeTakeFirst()
    return closed?.blocked_until ?? ctx.now
  }
  if (failures >= limit.free) {
    const seconds = Math.min(limit.mostSeconds, limit.firstSeconds * 2 ** (failures - limit.free))
    await ctx.db
      .updateTable('identity.attempt')
      .set({ blocked_until: new Date(ctx.now.getTime() + seconds * 1000) })
      .where('tenant_id', '=', tenant)
      .where('subject', '=', subject)
      .execute()
  }
  return null
}

/** Tells whether two came from the same place, and nothing about where that is. */
export const addressDigest = async (ctx: Ctx, address: string): Promise<Buffer> =>
  hmac(await secret(ctx, 'identity.attempt'), `address ${addressBlock(address)}`)

/** An IPv6 host has 2^64 addresses of its own, so its network counts (RFC 6177). */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  const plain = address.replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - groups.length - rest.length
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...rest]
  return `${all
    .slice(0, 4)
    .map((g) => Number.parseInt(g, 16).toString(16))
    .join(':')}::/64`
}

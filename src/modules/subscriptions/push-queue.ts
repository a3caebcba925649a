import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { eraseSubscribers } from './erasing.ts'
import type { Subscriber } from './rows.ts'

/** What a device shows; where it leads, and where its owner changes or ends it (paths of the town). */
export interface PushMessage {
  title: string
  body: string
  url: string
  manage: string
  manageLabel: string
}

/** A message that nobody could deliver for a day is no news any more. */
export const PUSH_TTL_MS = 86_400_000
const LEASE_MS = 60_000
const AT_ONCE = 20
/** How long after each failed try the next one comes. */
const PAUSES_MS = [30_000, 120_000, 600_000, 1_800_000, 3_600_000]

/** Queues a message to a device; the same `dedupe` is one message. */
export function queuePush(ctx: Ctx, to: Subscriber, dedupe: string, message: PushMessage): void {
  ctx.send(
    `insert into subscriptions.push (tenant_id, id, dedupe, subscriber_id, origin, message, next_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (tenant_id, dedupe) do nothing`,
    [
      ctx.tenant.id,
      newId(),
      dedupe,
      to.id,
      new URL(to.device!.endpoint).origin,
      JSON.stringify(message),
      ctx.now,
    ],
  )
}

export interface DuePush {
  id: Uuid
  subscriber: Uuid
  origin: string
  endpoint: string
  p256dh: string
  auth: string
  message: PushMessage
  attempts: number
  created: Date
}

/** Takes what is due and does not go to a service that is left alone just now. One that nobody reported back on comes again. */
export const claimPushes = (
  platform: Platform,
  tenant: Tenant,
  resting: readonly string[],
): Promise<DuePush[]> =>
  inTx(platform, { tenant, actor: system('push') }, async (ctx) => {
    let query = ctx.db
      .selectFrom('subscriptions.push as m')
      .innerJoin('subscriptions.subscriber as s', (j) =>
        j.onRef('s.tenant_id', '=', 'm.tenant_id').onRef('s.id', '=', 'm.subscriber_id'),
      )
      .select(['m.id', 'm.subscriber_id', 'm.origin', 'm.message', 'm.attempts', 'm.created_at'])
      .select(['s.endpoint', 's.p256dh', 's.auth'])
      .where('m.tenant_id', '=', tenant.id)
      .where('s.tenant_id', '=', tenant.id)
      .where('m.next_at', '<=', ctx.now)
      .where((eb) => eb.or([eb('m.leased_until', 'is', null), eb('m.leased_until', '<', ctx.now)]))
    if (resting.length > 0) query = query.where('m.origin', 'not in', [...resting])
    const rows = await query.orderBy('m.next_at').limit(AT_ONCE).forUpdate('m').skipLocked().execute()
    if (rows.length > 0)
      ctx.send('update subscriptions.push set leased_until = $3 where tenant_id = $1 and id = any ($2)', [
        tenant.id,
        rows.map((r) => r.id),
        new Date(ctx.now.getTime() + LEASE_MS),
      ])
    return rows.map((r) => ({
      id: r.id,
      subscriber: r.subscriber_id,
      origin: r.origin,
      endpoint: r.endpoint!,
      p256dh: r.p256dh!,
      auth: r.auth!,
      message: r.message as unknown as PushMessage,
      attempts: r.attempts,
      created: r.created_at,
    }))
  })

export type PushOutcome =
  | { is: 'taken' }
  /** The browser has withdrawn it: 404, 410. */
  | { is: 'gone' }
  /** This message will never be taken, whenever it comes. */
  | { is: 'unfit'; error: string }
  | { is: 'later'; error: string; afterMs: number | null }

/** Enters what became of a message. What a service refuses ends nothing but, after a day, the message. */
export const enterPush = (
  platform: Platform,
  tenant: Tenant,
  push: DuePush,
  outcome: PushOutcome,
): Promise<void> =>
  inTx(platform, { tenant, actor: system('push') }, async (ctx) => {
    if (outcome.is === 'gone') return eraseSubscribers(ctx, [push.subscriber])
    const pause =
      outcome.is === 'later'
        ? Math.max(outcome.afterMs ?? 0, PAUSES_MS[Math.min(push.attempts, PAUSES_MS.length - 1)]!)
        : 0
    const next = new Date(ctx.now.getTime() + pause)
    const tooOld = next.getTime() - push.created.getTime() >= PUSH_TTL_MS
    if (outcome.is !== 'later' || tooOld)
      ctx.send('delete from subscriptions.push where tenant_id = $1 and id = $2', [tenant.id, push.id])
    else
      ctx.send(
        `update subscriptions.push set attempts = attempts + 1, next_at = $3, leased_until = null, error = $4
         where tenant_id = $1 and id = $2`,
        [tenant.id, push.id, next, outcome.error],
      )
    ctx.send(
      outcome.is === 'taken'
        ? 'update subscriptions.subscriber set failing_since = null where tenant_id = $1 and id = $2 and failing_since is not null'
        : 'update subscriptions.subscriber set failing_since = coalesce(failing_since, $3) where tenant_id = $1 and id = $2',
      outcome.is === 'taken' ? [tenant.id, push.subscriber] : [tenant.id, push.subscriber, ctx.now],
    )
  })

import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import { feedHead } from '#platform/events/feed.ts'
import type { Uuid } from '#platform/ids.ts'
import { cellOf } from './cells.ts'
import { eraseSubscribers } from './erasing.ts'
import { ownSubscription, ownSubscriptions } from './own.ts'
import { beginRound } from './rhythm.ts'
import { placeColumns } from './rows.ts'
import type { Rhythm, Wish } from './wish.ts'

/** Changes one of one's own. Throws NotFound, Conflict (changed since `version`). */
export async function changeSubscription(
  ctx: Ctx,
  subscribers: readonly Uuid[],
  id: string,
  wish: Wish,
  version: number,
): Promise<void> {
  const before = await ownSubscription(ctx, subscribers, id)
  await update(
    ctx,
    before.id,
    {
      ...placeColumns(wish.where),
      categories: wish.categories,
      topics: wish.topics,
      rhythm: wish.rhythm,
      cell: cellOf(wish),
    },
    version,
  )
  await beginRound(ctx, before.subscriber, wish.rhythm)
}

/** Rests it, or lets it go on from now; pressed twice is pressed once. Throws NotFound. */
export async function pauseSubscription(
  ctx: Ctx,
  subscribers: readonly Uuid[],
  id: string,
  paused: boolean,
): Promise<void> {
  const { id: own, version, pausedAt } = await ownSubscription(ctx, subscribers, id)
  if (Boolean(pausedAt) === paused) return
  // What happened meanwhile is not told afterwards.
  const values = paused ? { paused_at: ctx.now } : { paused_at: null, since_n: await feedHead(ctx) }
  await update(ctx, own, values, version)
}

/** Ends one; with the last one everything about the address or device goes. Throws NotFound. */
export async function endSubscription(ctx: Ctx, subscribers: readonly Uuid[], id: string): Promise<void> {
  const { id: own, subscriber } = await ownSubscription(ctx, subscribers, id)
  await end(ctx, subscriber, [own])
}

/** Ends all that is told in this rhythm: what a mail program's own button asks for (RFC 8058). */
export async function endSeries(ctx: Ctx, subscriber: Uuid, rhythm: Rhythm): Promise<void> {
  const all = await ownSubscriptions(ctx, [subscriber])
  await end(
    ctx,
    subscriber,
    all.filter((one) => one.rhythm === rhythm).map((one) => one.id),
  )
}

async function end(ctx: Ctx, subscriber: Uuid, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return
  await dropSubscriptions(ctx, ids)
  for (const id of ids) ctx.emit('subscriber.withdrew', { subscriber, subscription: id })
  if ((await ownSubscriptions(ctx, [subscriber])).length === 0) await eraseSubscribers(ctx, [subscriber])
}

/** Also after an older backup was brought back: what was ended stays ended. */
export async function dropSubscriptions(ctx: Ctx, ids: readonly Uuid[]): Promise<void> {
  await ctx.db
    .deleteFrom('subscriptions.subscription')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .execute()
}

async function update(ctx: Ctx, id: Uuid, values: Record<string, unknown>, version: number): Promise<void> {
  const changed = await ctx.db
    .updateTable('subscriptions.subscription')
    .set({ ...values, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Conflict('subscription.version')
}

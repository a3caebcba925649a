import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import { feedHead } from '#platform/events/feed.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { cellOf } from './cells.ts'
import { ownSubscriptions } from './own.ts'
import { beginRound } from './rhythm.ts'
import { placeColumns } from './rows.ts'
import type { Wish } from './wish.ts'

/** Nobody has more places to care for; a program would. */
export const MOST_SUBSCRIPTIONS = 30

/**
 * Adds what a subscriber wants to hear of; the same wish twice is one. Who may ask for it (the owner of the address) was
 * found out before. Throws Conflict when there are too many.
 */
export async function addSubscription(ctx: Ctx, subscriber: Uuid, wish: Wish): Promise<Uuid> {
  const known = await ownSubscriptions(ctx, [subscriber])
  const same = known.find((one) => sameWish(one, wish))
  if (same) return same.id
  if (known.length >= MOST_SUBSCRIPTIONS)
    throw new Conflict('subscription.too_many', { most: MOST_SUBSCRIPTIONS })
  const id = newId()
  await ctx.db
    .insertInto('subscriptions.subscription')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      subscriber_id: subscriber,
      ...placeColumns(wish.where),
      categories: wish.categories,
      topics: wish.topics,
      rhythm: wish.rhythm,
      cell: cellOf(wish),
      since_n: await feedHead(ctx),
      created_at: ctx.now,
    })
    .execute()
  await beginRound(ctx, subscriber, wish.rhythm)
  return id
}

const sameWish = (a: Wish, b: Wish): boolean => keyOf(a) === keyOf(b)

const keyOf = ({ where, categories, topics, rhythm }: Wish): string =>
  JSON.stringify([
    placeColumns(where),
    [...categories].sort((a, b) => a.localeCompare(b)),
    [...topics].sort((a, b) => a.localeCompare(b)),
    rhythm,
  ])

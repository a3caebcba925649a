import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'

/**
 * The feed: all events of a town in one order, numbered from 1 without gaps. The worker gives the numbers when it
 * takes events from the outbox, one transaction of a town at a time, so whoever has read up to n has missed nothing.
 */
export async function appendToFeed(ctx: Ctx, events: readonly Uuid[]): Promise<void> {
  if (events.length === 0) return
  // The head's row lock lets only one transaction of this town number events at a time.
  const { n } = await ctx.db
    .insertInto('platform.feed_head')
    .values({ tenant_id: ctx.tenant.id, n: events.length })
    .onConflict((oc) =>
      oc.column('tenant_id').doUpdateSet((eb) => ({ n: eb('platform.feed_head.n', '+', events.length) })),
    )
    .returning('n')
    .executeTakeFirstOrThrow()
  ctx.send(
    `insert into platform.feed (tenant_id, n, event_id)
     select $1, $2::bigint + at, id from unnest($3::uuid[]) with ordinality as e (id, at)`,
    [ctx.tenant.id, n - events.length, [...events]],
  )
}

export type FeedEvent = StoredEvent & { n: number }

/** The number of the newest event of the feed; 0 before the first. */
export async function feedHead(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('platform.feed_head')
    .select('n')
    .where('tenant_id', '=', ctx.tenant.id)
    .executeTakeFirst()
  return row?.n ?? 0
}

/** The events after number `after`, in order. Whoever shows them to somebody asks first what that person may see. */
export async function feedAfter(ctx: Ctx, after: number, limit = 200): Promise<FeedEvent[]> {
  const rows = await ctx.db
    .selectFrom('platform.feed as f')
    .innerJoin('platform.event as e', (join) =>
      join.onRef('e.tenant_id', '=', 'f.tenant_id').onRef('e.id', '=', 'f.event_id'),
    )
    .select([
      'f.n',
      'e.id',
      'e.stream',
      'e.seq',
      'e.type',
      'e.payload',
      'e.actor_kind',
      'e.actor_id',
      'e.actor_for',
      'e.at',
    ])
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('e.tenant_id', '=', ctx.tenant.id)
    .where('f.n', '>', after)
    .orderBy('f.n')
    .limit(limit)
    .execute()
  return rows as FeedEvent[]
}

import type { Ctx } from '#platform/context/context.ts'
import { feedHead } from '#platform/events/feed.ts'
import type { Happening, Spread } from './cells.ts'
import type { Topic } from './wish.ts'

/**
 * Up to which number of the feed was looked, with its row locked; null while somebody else looks. A town begins with
 * what happens from then on.
 */
export async function progressOf(ctx: Ctx): Promise<{ n: number; markedN: number } | null> {
  const tenant_id = ctx.tenant.id
  const read = () =>
    ctx.db
      .selectFrom('subscriptions.progress')
      .select(['n', 'marked_n'])
      .where('tenant_id', '=', tenant_id)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
  let row = await read()
  if (!row) {
    const n = await feedHead(ctx)
    await ctx.db
      .insertInto('subscriptions.progress')
      .values({ tenant_id, n, marked_n: n })
      .onConflict((oc) => oc.column('tenant_id').doNothing())
      .execute()
    row = await read()
  }
  return row ? { n: Number(row.n), markedN: Number(row.marked_n) } : null
}

/** Keeps what happened, once for each subject and topic, and that was looked up to `n`. */
export async function recordHappenings(ctx: Ctx, all: readonly Happening[], n: number): Promise<void> {
  if (all.length > 0)
    await ctx.db
      .insertInto('subscriptions.news')
      .values(
        all.map((h) => ({
          tenant_id: ctx.tenant.id,
          n: h.n,
          topic: h.topic,
          subject: h.subject,
          type: h.type,
          area_id: h.areaId,
          lat: h.place?.lat ?? null,
          lon: h.place?.lon ?? null,
          streets: [...h.streets],
          spread: h.spread && JSON.stringify(h.spread),
          at: h.at,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute()
  ctx.send('update subscriptions.progress set n = $2 where tenant_id = $1', [ctx.tenant.id, n])
}

/** What happened after number `after` and not later than `upTo`: the first of it, or the newest. */
export async function happeningsBetween(
  ctx: Ctx,
  {
    after,
    upTo,
    most,
    from = 'first',
  }: { after: number; upTo: number; most: number; from?: 'first' | 'newest' },
): Promise<Happening[]> {
  const rows = await ctx.db
    .selectFrom('subscriptions.news')
    .select(['n', 'topic', 'subject', 'type', 'area_id', 'lat', 'lon', 'streets', 'spread', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('n', '>', after)
    .where('n', '<=', upTo)
    .orderBy('n', from === 'first' ? 'asc' : 'desc')
    .limit(most)
    .execute()
  return rows.map((r) => ({
    n: Number(r.n),
    topic: r.topic as Topic,
    subject: r.subject,
    type: r.type,
    areaId: r.area_id,
    place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
    streets: r.streets,
    spread: r.spread as unknown as Spread | null,
    at: r.at,
  }))
}

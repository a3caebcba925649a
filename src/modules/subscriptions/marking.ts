import { type RawBuilder, sql } from 'kysely'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { cellsAround, type Happening, hears } from './cells.ts'
import { happeningsBetween, progressOf } from './recording.ts'
import { subscriptionColumns, toSubscription } from './rows.ts'

/** Who hears at once hears at most this often: what happens meanwhile stands in the next letter. */
export const PAUSE_MS = 10 * 60_000
const HAPPENINGS = 200
const PAGE = 2000

/** Where a search for those who want to hear goes on. */
interface At {
  cell: string
  id: Uuid
}
const BEGINNING: At = { cell: '', id: '00000000-0000-0000-0000-000000000000' }

/**
 * Finds those who want to hear at once of what is new, page by page, each page a transaction of its own, and says when
 * their letter is due. It writes no row per event and subscriber, so that a storm costs no more than one letter each ten
 * minutes. Cut off, it begins the last few happenings again; who was marked is not marked twice.
 */
export async function markDue(platform: Platform, tenant: Tenant): Promise<void> {
  const who = { tenant, actor: system('subscriptions') }
  let at: At | null = BEGINNING
  while (at) at = await inTx(platform, who, (ctx) => markPage(ctx, at!))
}

/** Answers where to go on; null when all are found, or somebody else looks for them. */
async function markPage(ctx: Ctx, from: At): Promise<At | null> {
  const progress = await progressOf(ctx)
  if (!progress || progress.markedN >= progress.n) return null
  const news = await happeningsBetween(ctx, { after: progress.markedN, upTo: progress.n, most: HAPPENINGS })
  const upTo = news.length === HAPPENINGS ? news.at(-1)!.n : progress.n
  const { rows } =
    news.length > 0 ? await sql<Candidate>`${candidates(ctx, news, from)}`.execute(ctx.db) : { rows: [] }
  await mark(ctx, due(rows, news))
  const last = rows.at(-1)
  if (rows.length === PAGE && last) return { cell: last.cell, id: last.id }
  ctx.send('update subscriptions.progress set marked_n = $2 where tenant_id = $1', [ctx.tenant.id, upTo])
  return upTo < progress.n ? BEGINNING : null
}

type Candidate = Parameters<typeof toSubscription>[0]

/**
 * The subscriptions that wait under one of the keys: an index answers, however many there are of others. Works, of which
 * there are a few a week, go through all.
 */
export function candidates(ctx: Ctx, news: readonly Happening[], from: At = BEGINNING): RawBuilder<unknown> {
  const keys = [...new Set(news.flatMap(cellsAround))]
  const waiting = news.some((h) => h.topic === 'works')
    ? sql`'works' = any (s.topics)`
    : sql`s.cell = any (${keys}::text[])`
  const columns = sql.join(subscriptionColumns.map((name) => sql.ref(`s.${name}`)))
  return sql`select ${columns} from subscriptions.subscription s
    where s.tenant_id = ${ctx.tenant.id} and s.rhythm = 'at_once' and s.paused_at is null
      and ${waiting} and (s.cell, s.id) > (${from.cell}, ${from.id}::uuid)
    order by s.cell, s.id limit ${PAGE}`
}

interface Span {
  first: number
  last: number
}

/** From which to which happening each subscriber has something to hear. */
function due(rows: readonly Candidate[], news: readonly Happening[]): Map<Uuid, Span> {
  const found = new Map<Uuid, Span>()
  for (const row of rows) {
    const one = toSubscription(row)
    for (const h of news) {
      if (h.n <= one.sinceN || !hears(one, h)) continue
      const span = found.get(one.subscriber)
      found.set(one.subscriber, {
        first: Math.min(span?.first ?? h.n, h.n),
        last: Math.max(span?.last ?? h.n, h.n),
      })
    }
  }
  return found
}

async function mark(ctx: Ctx, found: ReadonlyMap<Uuid, Span>): Promise<void> {
  if (found.size === 0) return
  const spans = [...found.values()]
  await sql`
    update subscriptions.round r
    set due_at = greatest(${ctx.now}::timestamptz, r.last_at + ${PAUSE_MS} * interval '1 millisecond'),
      told_n = greatest(r.told_n, x.first - 1)
    from unnest(${[...found.keys()]}::uuid[], ${spans.map((s) => s.first)}::bigint[],
      ${spans.map((s) => s.last)}::bigint[]) as x (id, first, last)
    where r.tenant_id = ${ctx.tenant.id} and r.subscriber_id = x.id and r.rhythm = 'at_once' and r.due_at is null
      and r.told_n < x.last`.execute(ctx.db)
}

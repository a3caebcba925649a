import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import { type Place, streetsAt } from '#modules/geo/index.ts'
import { type Happening, progressOf, recordHappenings, type Topic } from '#modules/subscriptions/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type FeedEvent, feedAfter } from '#platform/events/feed.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { happeningOf, worksOf } from './works.ts'

/** Events looked at in one transaction. */
const AT_ONCE = 500
/** What was taken over from elsewhere with its past is no news. */
const NEW_MS = 2 * 86_400_000

/** What the public may want to hear of; null for all else. */
export function topicOf({ type, payload }: Pick<FeedEvent, 'type' | 'payload'>): Topic | null {
  if (type === 'case.opened' || type === 'case.published') return 'opened'
  if (type === 'work.published') return 'works'
  return type === 'case.closed' && payload.outcome === 'fixed' ? 'fixed' : null
}

/** Keeps what has happened in public since, and where. It looks with the eyes of the public: what these do not see is no news. */
export async function follow(platform: Platform, tenant: Tenant): Promise<void> {
  while (await step(platform, tenant));
}

/** Answers whether there may be more. */
const step = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: anonymous }, async (ctx) => {
    const progress = await progressOf(ctx)
    if (!progress) return false
    const events = await feedAfter(ctx, progress.n, AT_ONCE)
    const last = events.at(-1)
    if (!last) return false
    const told = events.flatMap((event) => {
      const topic = topicOf(event)
      return topic ? [{ n: event.n, topic, subject: event.stream, type: event.type }] : []
    })
    await recordHappenings(ctx, [...(await reports(ctx, told)), ...(await works(ctx, told))], last.n)
    return events.length === AT_ONCE
  })

interface Row {
  id: Uuid
  type: string
  area_id: Uuid | null
  lat: number | null
  lon: number | null
  opened_at: Date
  closed_at: Date | null
}

interface Told {
  n: number
  topic: Topic
  subject: Uuid
  type: string
}

async function works(ctx: Ctx, all: readonly Told[]): Promise<Happening[]> {
  const told = all.filter((e) => e.topic === 'works')
  const found = await worksOf(
    ctx,
    told.map((e) => e.subject),
  )
  const happenings = told.map(({ n, subject }) => {
    const work = found.get(subject)
    return work ? happeningOf(ctx, n, work) : null
  })
  return (await Promise.all(happenings)).filter((h) => h !== null)
}

async function reports(ctx: Ctx, all: readonly Told[]): Promise<Happening[]> {
  const told = all.filter((e) => e.topic !== 'works')
  if (told.length === 0) return []
  const { rows } = await sql<Row>`
    select c.id, c.type, c.area_id, c.lat, c.lon, c.opened_at, c.closed_at from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.kind = 'report' and c.id = any (${told.map((e) => e.subject)}::uuid[])
      and ${visibleCases(ctx)}`.execute(ctx.db)
  const byId = new Map(rows.map((r) => [r.id, r]))
  const found: Happening[] = []
  for (const { n, topic, subject, type } of told) {
    const c = byId.get(subject)
    if (!c) continue
    // Published later than it came in, it is new to the public nevertheless.
    const at = topic === 'fixed' ? c.closed_at : type === 'case.published' ? ctx.now : c.opened_at
    if (!at || at.getTime() < ctx.now.getTime() - NEW_MS) continue
    const place: Place | null = c.lat !== null && c.lon !== null ? { lat: c.lat, lon: c.lon } : null
    found.push({
      n,
      topic,
      subject,
      type: c.type,
      areaId: c.area_id,
      place,
      streets: place ? await streetsAt(ctx, place) : [],
      at,
      spread: null,
    })
  }
  return found
}

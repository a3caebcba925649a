import { sql } from 'kysely'
import { assertReadsPrivacy } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { isCalledByType } from './case.ts'
import { freeCase } from './holding.ts'
import { type CaseProcessing, caseProcessings, dueBy } from './retention.ts'

const DAY = 86_400_000

export interface Outlook {
  processing: CaseProcessing
  /** Cases whose period is over now, or will be within so many days; those that are held are not among them. */
  now: number
  in30: number
  in90: number
  held: number
}

/** What would go, per processing. Throws Forbidden. */
export async function retentionOutlook(ctx: Ctx): Promise<Outlook[]> {
  assertReadsPrivacy(ctx)
  const found: Outlook[] = []
  for (const processing of await caseProcessings(ctx)) {
    const at = (days: number) => dueBy(ctx, processing, new Date(ctx.now.getTime() + days * DAY))
    const { rows } = await sql<Omit<Outlook, 'processing'>>`
      select count(*) filter (where c.free and ${await at(0)})::int as now,
        count(*) filter (where c.free and ${await at(30)})::int as in30,
        count(*) filter (where c.free)::int as in90,
        count(*) filter (where not c.free)::int as held
      from (select c.*, ${await freeCase(ctx)} as free from cases.case c
        where c.tenant_id = ${ctx.tenant.id} and ${await at(90)}) c`.execute(ctx.db)
    found.push({ processing, ...rows[0]! })
  }
  return found
}

export interface DueCase {
  id: Uuid
  /** Null where the case is restricted: this page is for nobody who was named. */
  number: string | null
  kind: string
  title: { de: string; en: string }
  closedAt: Date
  /** When its period ends, or ended. */
  dueAt: Date
  held: boolean
  people: number
}

/** The cases themselves, the next to go first. Numbers only: what they say is not for this page. Throws Forbidden. */
export async function casesToGo(
  ctx: Ctx,
  processing: CaseProcessing,
  { days, limit = 200 }: { days: number; limit?: number },
): Promise<DueCase[]> {
  assertReadsPrivacy(ctx)
  const until = new Date(ctx.now.getTime() + days * DAY)
  const { rows } = await sql<{
    id: Uuid
    number: string
    kind: string
    title: string
    title_en: string
    closed_at: Date
    free: boolean
    people: number
    restricted: boolean
  }>`
    select c.id, c.number, c.kind, c.title, c.title_en, c.closed_at, c.restricted, ${await freeCase(ctx)} as free,
      (select count(*)::int from cases.party cp where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = c.id) as people
    from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and ${await dueBy(ctx, processing, until)}
    order by c.closed_at, c.id limit ${limit}`.execute(ctx.db)
  return rows.map((r) => ({
    id: r.id,
    number: r.restricted ? null : r.number,
    kind: r.kind,
    // What is not a report may be called in somebody's own words; what is restricted stays so.
    title: isCalledByType(r.kind) && !r.restricted ? { de: r.title, en: r.title_en } : { de: '', en: '' },
    closedAt: r.closed_at,
    dueAt: new Date(r.closed_at.getTime() + processing.days * DAY),
    held: !r.free,
    people: r.people,
  }))
}

export interface Week {
  /** The Monday it begins with is so many weeks from now; 0 is all that is due already and this week's. */
  week: number
  cases: number
}

/** How many go in each of the next thirteen weeks, for a drawing. Throws Forbidden. */
export async function weeksToCome(ctx: Ctx, weeks = 13): Promise<Week[]> {
  assertReadsPrivacy(ctx)
  const counted = Array.from({ length: weeks }, (_, week) => ({ week, cases: 0 }))
  for (const p of await caseProcessings(ctx)) {
    const until = new Date(ctx.now.getTime() + weeks * 7 * DAY)
    const start = new Date(ctx.now.getTime() - p.days * DAY)
    const { rows } = await sql<{ week: number; n: number }>`
      select greatest(0, floor(extract(epoch from c.closed_at - ${start}::timestamptz) / 604800))::int as week, count(*)::int as n
      from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and ${await dueBy(ctx, p, until)} and ${await freeCase(ctx)}
      group by 1`.execute(ctx.db)
    for (const { week, n } of rows) if (counted[week]) counted[week].cases += n
  }
  return counted
}

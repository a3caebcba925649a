import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Figure, figuresOf } from './figures.ts'
import { type Spread, spreadOf } from './spread.ts'

export interface NumbersFilter {
  /** First and last month, `2026-11`; reports count in the month in which they came in. */
  from: string
  until: string
  type?: string
  areaId?: Uuid
}

/** What is known of the reports of one month, category, district or unit. */
export interface Line {
  /** Month, category code, or id; empty where there is none. */
  key: string
  received: number
  closed: number
  /** With a target that was kept or missed; and how many kept it. */
  judged: number
  inTime: number
  /** Closed, and opened again. */
  reopened: number
  answer: Spread | null
  fix: Spread | null
}

export interface Numbers {
  total: Line
  months: Line[]
  types: Line[]
  areas: Line[]
  units: Line[]
  late: { why: string; n: number }[]
  /** Up to when the worker has counted; null before its first time. */
  asOf: Date | null
}

/** The whole town's numbers, for its own people; what is restricted is in none of them. Throws Forbidden. */
export async function townNumbers(ctx: Ctx, filter: NumbersFilter): Promise<Numbers> {
  if (!may(ctx.actor, 'numbers.read')) throw new Forbidden()
  return numbers(ctx, filter, false)
}

/** What everybody may know: public reports only. Small groups are still in it (see `withoutSmall`). */
export const publicNumbers = (ctx: Ctx, filter: NumbersFilter): Promise<Numbers> => numbers(ctx, filter, true)

async function numbers(ctx: Ctx, filter: NumbersFilter, open: boolean): Promise<Numbers> {
  const tenant = ctx.tenant.id
  const [from, until] = [`${filter.from}-01`, `${filter.until}-01`]
  const known = sql<Figure>`
    select g.month::text, g.dim, g.value, g.received, g.closed, g.judged, g.in_time, g.reopened, g.answer, g.fix, g.late
    from analytics.figure g
    where g.tenant_id = ${tenant} and g.public = ${open} and g.month between ${from}::date and ${until}::date`
  // One category or one district is few enough to be counted at once, by its index.
  const counted = figuresOf(
    ctx,
    sql`f.month between ${from}::date and ${until}::date ${open ? sql`and f.public` : sql``}
      ${filter.type ? sql`and f.type = ${filter.type}` : sql``}
      ${filter.areaId ? sql`and f.area_id = ${filter.areaId}::uuid` : sql``}`,
  )
  const { rows } = await (filter.type || filter.areaId ? counted : known).execute(ctx.db)
  const progress = await ctx.db
    .selectFrom('analytics.progress')
    .select('at')
    .where('tenant_id', '=', tenant)
    .executeTakeFirst()
  const all = rows.filter((r) => r.dim === 'all')
  const by = (dim: Figure['dim']): Line[] =>
    [
      ...Map.groupBy(
        rows.filter((r) => r.dim === dim),
        (r) => r.value,
      ),
    ]
      .map(([key, some]) => lineOf(key, some))
      .sort((a, b) => b.received - a.received || (a.key < b.key ? -1 : 1))
  const months = Map.groupBy(all, (r) => r.month.slice(0, 7))
  const late = new Map<string, number>()
  for (const { late: reasons } of all)
    for (const [why, n] of Object.entries(reasons)) late.set(why, (late.get(why) ?? 0) + n)
  return {
    total: lineOf('', all),
    months: monthsBetween(filter.from, filter.until)
      .filter((month) => months.size > 0 && month >= [...months.keys()].sort()[0]!)
      .map((month) => lineOf(month, months.get(month) ?? [])),
    types: by('type'),
    areas: by('area'),
    units: by('unit'),
    late: [...late].map(([why, n]) => ({ why, n })).sort((a, b) => b.n - a.n),
    asOf: progress?.at ?? null,
  }
}

function lineOf(key: string, rows: readonly Figure[]): Line {
  const sum = (of: 'received' | 'closed' | 'judged' | 'in_time' | 'reopened') =>
    rows.reduce((all, row) => all + row[of], 0)
  return {
    key,
    received: sum('received'),
    closed: sum('closed'),
    judged: sum('judged'),
    inTime: sum('in_time'),
    reopened: sum('reopened'),
    answer: spreadOf(rows.map((r) => r.answer)),
    fix: spreadOf(rows.map((r) => r.fix)),
  }
}

function monthsBetween(from: string, until: string): string[] {
  const all: string[] = []
  const last = Temporal.PlainYearMonth.from(until)
  for (
    let month = Temporal.PlainYearMonth.from(from);
    Temporal.PlainYearMonth.compare(month, last) <= 0;
    month = month.add({ months: 1 })
  )
    all.push(month.toString())
  return all
}

/** The years in which anything came in, newest first. */
export async function yearsCounted(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct extract(year from g.month)::int as year from analytics.figure g
    where g.tenant_id = ${ctx.tenant.id} and g.public and g.dim = 'all' order by year desc`.execute(ctx.db)
  return rows.map((r) => r.year)
}

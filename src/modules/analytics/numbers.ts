import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Satisfaction, satisfactionOf } from './satisfaction.ts'
import { type Spread, spreadOf } from './spread.ts'
import { addSums, countKeys, NONE, noSums, numberKeys, type Sums } from './sums.ts'

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
  /** Questions "still there?" of closed ones, and how many of them reopened the case. */
  doubts: number
  confirmed: number
  /** Questions that somebody asked who is known by account or link. */
  doubtsSure: number
  /** All who say "still there", of open reports too: who is known, and who is only a browser (docs/adr/0038). */
  voicesSure: number
  voicesOther: number
  /** Came in where the same was fixed at most 90 days before. */
  repeats: number
  answer: Spread | null
  fix: Spread | null
  satisfaction: Satisfaction
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
  const months: [string, string] = [`${filter.from}-01`, `${filter.until}-01`]
  const [rows, progress] = await Promise.all([
    filter.type || filter.areaId ? cellRows(ctx, filter, months, open) : figureRows(ctx, months, open),
    ctx.db
      .selectFrom('analytics.progress')
      .select(['at', 'whole'])
      .where('tenant_id', '=', ctx.tenant.id)
      .executeTakeFirst(),
  ])
  const all = rows.filter((r) => r.dim === 'all')
  const by = (dim: Row['dim']): Line[] =>
    [
      ...Map.groupBy(
        rows.filter((r) => r.dim === dim),
        (r) => r.value,
      ),
    ]
      .map(([key, some]) => lineOf(key, some))
      .sort((a, b) => b.received - a.received || (a.key < b.key ? -1 : 1))
  const grouped = Map.groupBy(all, (r) => r.month.slice(0, 7))
  const first = [...grouped.keys()].sort()[0]
  const total = sumOf(all)
  return {
    total: lineOf('', all),
    months: monthsBetween(filter.from, filter.until)
      .filter((month) => first !== undefined && month >= first)
      .map((month) => lineOf(month, grouped.get(month) ?? [])),
    types: by('type'),
    areas: by('area'),
    units: by('unit'),
    late: Object.entries(total.late)
      .map(([why, n]) => ({ why, n }))
      .sort((a, b) => b.n - a.n),
    asOf: progress?.whole ? progress.at : null,
  }
}

type Row = Sums & { month: string; dim: 'all' | 'type' | 'area' | 'unit'; value: string }
const columns = sql.join([...numberKeys, ...countKeys].map((name) => sql.ref(`g.${name}`)))

async function figureRows(ctx: Ctx, [from, until]: [string, string], open: boolean): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select g.month::text, g.dim, g.value, ${columns} from analytics.figure g
    where g.tenant_id = ${ctx.tenant.id} and g.public = ${open} and g.dim in ('all', 'type', 'area', 'unit')
      and g.month between ${from}::date and ${until}::date`.execute(ctx.db)
  return rows
}

/** Of one category or one district: the cells that belong to it, each under all its dimensions. */
async function cellRows(
  ctx: Ctx,
  { type, areaId }: NumbersFilter,
  [from, until]: [string, string],
  open: boolean,
): Promise<Row[]> {
  const { rows } = await sql<Sums & { month: string; type: string; area_id: Uuid; unit_id: Uuid }>`
    select g.month::text, g.type, g.area_id, g.unit_id, ${columns} from analytics.cell g
    where g.tenant_id = ${ctx.tenant.id} and g.public = ${open}
      and g.month between ${from}::date and ${until}::date
      ${type ? sql`and g.type = ${type}` : sql``} ${areaId ? sql`and g.area_id = ${areaId}::uuid` : sql``}`.execute(
    ctx.db,
  )
  const id = (value: Uuid): string => (value === NONE ? '' : value)
  return rows.flatMap(({ type: of, area_id, unit_id, ...sums }) => [
    { ...sums, dim: 'all' as const, value: '' },
    { ...sums, dim: 'type' as const, value: of },
    { ...sums, dim: 'area' as const, value: id(area_id) },
    { ...sums, dim: 'unit' as const, value: id(unit_id) },
  ])
}

function sumOf(rows: readonly Sums[]): Sums {
  const sum = noSums()
  for (const row of rows) addSums(sum, row)
  return sum
}

function lineOf(key: string, rows: readonly Sums[]): Line {
  const sum = sumOf(rows)
  return {
    key,
    received: sum.received,
    closed: sum.closed,
    judged: sum.judged,
    inTime: sum.in_time,
    reopened: sum.reopened,
    doubts: sum.doubts,
    confirmed: sum.confirmed,
    doubtsSure: sum.doubts_sure,
    voicesSure: sum.voices_sure,
    voicesOther: sum.voices_other,
    repeats: sum.repeats,
    answer: spreadOf([sum.answer]),
    fix: spreadOf([sum.fix]),
    satisfaction: satisfactionOf(sum),
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

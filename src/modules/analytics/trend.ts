import { type RawBuilder, sql } from 'kysely'
import {
  boxOfCells,
  type CellRange,
  cellsOf,
  type GeoBox,
  gridX,
  gridY,
  type ReportFilter,
  shiftAt,
} from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { NONE } from './sums.ts'
import { levels } from './trend-counting.ts'

/** What of a filter the counts by month know: words, addresses and days are none of it. */
export type TrendFilter = Pick<ReportFilter, 'category' | 'areaId' | 'status'>

/** Whole months, first and last, and as many before: `2026-10`. */
export interface TrendMonths {
  from: string
  until: string
  beforeFrom: string
  beforeUntil: string
}

export interface Change {
  now: number
  before: number
}

export interface TrendCell extends Change {
  box: GeoBox
}

/** The last whole months of the town's time, and those before. */
export function trendMonths(ctx: Ctx, months: number): TrendMonths {
  const running = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
    .toPlainYearMonth()
  const back = (n: number): string => running.subtract({ months: n }).toString()
  return {
    from: back(months),
    until: back(1),
    beforeFrom: back(2 * months),
    beforeUntil: back(months + 1),
  }
}

/** How many public reports came in there then and before, in the cells that a box touches. */
export async function trendCells(
  ctx: Ctx,
  filter: TrendFilter,
  months: TrendMonths,
  { box, zoom }: { box: GeoBox; zoom: number },
): Promise<{ zoom: number; cells: TrendCell[] }> {
  const range = cellsOf(box, Math.min(zoom, levels.at(-1)!))
  const level = levels.find((one) => one >= range.zoom)!
  const shift = level - range.zoom
  const counted = new Map<string, Change & { x: number; y: number }>()
  const { rows } = await sql<{ x: number; y: number; now: number; before: number }>`
    select r.x >> ${sql.lit(shift)} as x, r.y >> ${sql.lit(shift)} as y, ${nowAndBefore(months)}
    from analytics.trend r
    where r.tenant_id = ${ctx.tenant.id} and r.level = ${level} and ${where(filter, months)}
      and r.x between ${range.west << shift} and ${((range.east + 1) << shift) - 1}
      and r.y between ${range.north << shift} and ${((range.south + 1) << shift) - 1}
    group by 1, 2`.execute(ctx.db)
  for (const row of rows) counted.set(`${row.x} ${row.y}`, row)
  for (const { place, month, sign } of await changedSince(ctx, filter)) {
    const [x, y] = [place.x >> shiftAt(range.zoom), place.y >> shiftAt(range.zoom)]
    if (x < range.west || x > range.east || y < range.north || y > range.south) continue
    const cell = counted.get(`${x} ${y}`) ?? { x, y, now: 0, before: 0 }
    add(cell, months, month, sign)
    counted.set(`${x} ${y}`, cell)
  }
  return {
    zoom: range.zoom,
    cells: [...counted.values()]
      .filter((cell) => cell.now + cell.before > 0)
      .map(({ x, y, now, before }) => ({ now, before, box: boxOf(range, x, y) })),
  }
}

const boxOf = (range: CellRange, x: number, y: number): GeoBox =>
  boxOfCells({ zoom: range.zoom, west: x, east: x, north: y, south: y })

/** The same by district; `null` for what lies outside of all. */
export async function trendAreas(
  ctx: Ctx,
  filter: TrendFilter,
  months: TrendMonths,
): Promise<Map<Uuid | null, Change>> {
  const { rows } = await sql<{ area_id: Uuid } & Change>`
    select r.area_id, ${nowAndBefore(months)} from analytics.trend r
    where r.tenant_id = ${ctx.tenant.id} and r.level = ${levels[0]} and ${where(filter, months)} group by r.area_id`.execute(
    ctx.db,
  )
  const counted = new Map(
    rows.map(({ area_id, now, before }) => [area_id === NONE ? null : area_id, { now, before }]),
  )
  for (const { area, month, sign } of await changedSince(ctx, filter)) {
    const change = counted.get(area) ?? { now: 0, before: 0 }
    add(change, months, month, sign)
    counted.set(area, change)
  }
  return counted
}

/** Month by month, from the first to the last: for a small picture of how it went. */
export async function trendSeries(
  ctx: Ctx,
  filter: TrendFilter,
  { from, until }: { from: string; until: string },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ month: string; n: number }>`
    select to_char(r.month, 'YYYY-MM') as month, sum(r.n)::int as n from analytics.trend r
    where r.tenant_id = ${ctx.tenant.id} and r.level = ${levels[0]}
      and ${where(filter, { from, until, beforeFrom: from, beforeUntil: until })}
    group by r.month`.execute(ctx.db)
  const counted = new Map(rows.map((r) => [r.month, r.n]))
  for (const { month, sign } of await changedSince(ctx, filter))
    if (month >= from && month <= until) counted.set(month, (counted.get(month) ?? 0) + sign)
  return counted
}

const nowAndBefore = ({ from }: TrendMonths): RawBuilder<unknown> => sql`
  coalesce(sum(r.n) filter (where r.month >= ${`${from}-01`}::date), 0)::int as now,
  coalesce(sum(r.n) filter (where r.month < ${`${from}-01`}::date), 0)::int as before`

function where(f: TrendFilter, { beforeFrom, until }: TrendMonths): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [
    sql`r.type = any (${f.category?.length ? [...f.category] : ['']}::text[])`,
    sql`r.month between ${`${beforeFrom}-01`}::date and ${`${until}-01`}::date`,
  ]
  if (f.areaId) parts.push(sql`r.area_id = ${f.areaId}`)
  if (f.status === 'unfinished') parts.push(sql`r.status <> 'closed'`)
  else if (f.status) parts.push(sql`r.status = ${f.status}`)
  return sql.join(parts, sql` and `)
}

function add(to: Change, { from, until, beforeFrom }: TrendMonths, month: string, sign: 1 | -1): void {
  if (month >= from && month <= until) to.now += sign
  else if (month >= beforeFrom && month < from) to.before += sign
}

/** A change is seen by others when its transaction ends, and clocks differ: so much is looked at once more. */
const OVERLAP = 120_000

interface Moved {
  place: { x: number; y: number }
  area: Uuid | null
  /** `2026-10` */
  month: string
  sign: 1 | -1
}

type Entry = [type: string, status: string, area: Uuid | null, month: string, x: number, y: number]

/**
 * What is otherwise than it was counted, since the worker counted: a report that is not public any more must be in no
 * number at once (docs/adr/0027).
 */
async function changedSince(ctx: Ctx, f: TrendFilter): Promise<Moved[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<{ was: Entry | null; is: Entry | null }>`
    select * from (
      select
        case when f.public and f.x is not null
          then jsonb_build_array(f.type, f.status, f.area_id, to_char(f.month, 'YYYY-MM'), f.x, f.y) end as was,
        case when c.kind = 'report' and c.public and c.lat is not null and c.lon is not null
          then jsonb_build_array(c.type, c.status, c.area_id,
            to_char(c.opened_at at time zone ${ctx.tenant.timeZone}::text, 'YYYY-MM'), ${gridX}, ${gridY}) end as "is"
      from cases.case c
      left join analytics.fact f on f.tenant_id = ${tenant} and f.case_id = c.id
      where c.tenant_id = ${tenant} and c.updated_at >= (
        select p.at - ${`${OVERLAP} ms`}::interval from analytics.progress p where p.tenant_id = ${tenant} and p.whole)
    ) k where k.was is distinct from k."is"`.execute(ctx.db)
  const fits = ([type, status, area]: Entry): boolean =>
    (!f.category?.length || f.category.includes(type)) &&
    (!f.areaId || f.areaId === area) &&
    (!f.status || (f.status === 'unfinished' ? status !== 'closed' : f.status === status))
  const moved = (entry: Entry | null, sign: 1 | -1): Moved[] =>
    entry && fits(entry)
      ? [{ place: { x: entry[4], y: entry[5] }, area: entry[2], month: entry[3], sign }]
      : []
  return rows.flatMap(({ was, is }) => [...moved(was, -1), ...moved(is, 1)])
}

import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { ages, changes, type Entry, NOWHERE, touchedSince } from './map-changes.ts'
import { FIRST_LEVEL, LAST_LEVEL, type MapState, mapState } from './map-counting.ts'
import {
  boxOfCells,
  type CellRange,
  cellsOf,
  type GeoBox,
  gridX,
  gridY,
  placeAt,
  shiftAt,
} from './map-grid.ts'
import { conditions, type ReportFilter } from './public-list.ts'

/** Public reports that lie in one cell of the map, drawn at their middle. */
export interface Cluster {
  lat: number
  lon: number
  n: number
  /** Of its only report; of a cluster one that occurs in it. */
  status: string
  /** The cell: what lies in it is found by this. */
  box: GeoBox
}

interface Cell {
  x: number
  y: number
  n: number
  sumX: number
  sumY: number
  status: string
}

/**
 * The public reports that a filter leaves, gathered in the cells that a box touches; cells at its edge are counted
 * whole. City-wide from the worker's counts, put right by what has changed since; nearer, and where words are looked
 * for, from the cases themselves. Both give the same (docs/adr/0027).
 */
export async function clusters(
  ctx: Ctx,
  filter: ReportFilter,
  { box, zoom }: { box: GeoBox; zoom: number },
): Promise<{ zoom: number; total: number; clusters: Cluster[] }> {
  const range = cellsOf(box, zoom)
  const state = range.zoom <= LAST_LEVEL && isCounted(ctx, filter) ? await mapState(ctx) : null
  const cells = state?.whole
    ? await fromCounts(ctx, filter, range, state)
    : await fromCases(ctx, filter, range)
  return {
    zoom: range.zoom,
    total: cells.reduce((sum, c) => sum + c.n, 0),
    clusters: cells.map((c) => ({
      ...placeAt(c.sumX / c.n + 0.5, c.sumY / c.n + 0.5),
      n: c.n,
      status: c.status,
      box: boxOfCells({ zoom: range.zoom, west: c.x, east: c.x, north: c.y, south: c.y }),
    })),
  }
}

/** Can the counts answer this? They are of what the public sees, whoever asks. */
const isCounted = (ctx: Ctx, f: ReportFilter): boolean =>
  ctx.actor.kind === 'anonymous' &&
  !f.text &&
  !f.number &&
  !f.objectId &&
  !f.box &&
  (f.days === undefined || ages.some((days) => days === f.days))

async function fromCases(ctx: Ctx, filter: ReportFilter, range: CellRange): Promise<Cell[]> {
  const { near: _, after: __, ...all } = filter
  const size = boxOfCells(range)
  // A hair more than the cells, whose edges degrees hit only nearly; which cell it is, whole numbers decide.
  const hair = 1e-6
  const { rows } = await sql<Cell>`
    select p.x, p.y, count(*)::int as n, sum(p.gx)::float8 as "sumX", sum(p.gy)::float8 as "sumY", min(p.status) as status
    from (
      select ${gridX} as gx, ${gridY} as gy, ${gridX} >> ${sql.lit(shiftAt(range.zoom))} as x,
        ${gridY} >> ${sql.lit(shiftAt(range.zoom))} as y, c.status
      from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and c.public and c.lat is not null and ${visibleCases(ctx)}
        and c.lat between ${size.south - hair} and ${size.north + hair}
        and c.lon between ${size.west - hair} and ${size.east + hair} and ${conditions(ctx, all)}
    ) p
    where p.x between ${range.west} and ${range.east} and p.y between ${range.north} and ${range.south}
    group by p.x, p.y`.execute(ctx.db)
  return rows
}

async function fromCounts(
  ctx: Ctx,
  filter: ReportFilter,
  range: CellRange,
  state: MapState,
): Promise<Cell[]> {
  const level = Math.max(FIRST_LEVEL, range.zoom)
  // Further away than the first level, some of its cells make one.
  const shift = level - range.zoom
  const parts: RawBuilder<unknown>[] = [
    sql`m.type = any (${filter.category?.length ? [...filter.category] : ['']}::text[])`,
  ]
  if (filter.areaId) parts.push(sql`m.area_id = ${filter.areaId}`)
  if (filter.status === 'unfinished') parts.push(sql`m.status <> 'closed'`)
  else if (filter.status) parts.push(sql`m.status = ${filter.status}`)
  if (filter.days) parts.push(sql`m.age <= ${ageOf(filter.days)}`)
  const [{ rows }, changed] = await Promise.all([
    sql<Cell>`
      select m.x >> ${sql.lit(shift)} as x, m.y >> ${sql.lit(shift)} as y, sum(m.n)::int as n,
        sum(m.sum_x)::float8 as "sumX", sum(m.sum_y)::float8 as "sumY", min(m.status) as status
      from reports.map_count m
      where m.tenant_id = ${ctx.tenant.id} and m.level = ${level} and ${sql.join(parts, sql` and `)}
        and m.x between ${range.west << shift} and ${((range.east + 1) << shift) - 1}
        and m.y between ${range.north << shift} and ${((range.south + 1) << shift) - 1}
      group by 1, 2`.execute(ctx.db),
    changes(ctx, touchedSince(ctx, state.countedAt)),
  ])
  const cells = new Map(rows.map((cell) => [`${cell.x} ${cell.y}`, cell]))
  const add = (e: Entry | null, sign: 1 | -1): void => {
    if (!e || !fits(e, filter)) return
    const [x, y] = [e.x >> shiftAt(range.zoom), e.y >> shiftAt(range.zoom)]
    if (x < range.west || x > range.east || y < range.north || y > range.south) return
    const cell = cells.get(`${x} ${y}`) ?? { x, y, n: 0, sumX: 0, sumY: 0, status: e.status }
    cell.n += sign
    cell.sumX += sign * e.x
    cell.sumY += sign * e.y
    if (sign === 1) cell.status = e.status
    cells.set(`${x} ${y}`, cell)
  }
  for (const { was, is } of changed) {
    add(was, -1)
    add(is, 1)
  }
  return [...cells.values()].filter((cell) => cell.n > 0)
}

const ageOf = (days: number): number => ages.indexOf(days as (typeof ages)[number])

/** The same question as `conditions` asks, of what is counted. */
const fits = (e: Entry, f: ReportFilter): boolean =>
  (!f.category?.length || f.category.includes(e.type)) &&
  (!f.areaId || f.areaId === (e.area === NOWHERE ? null : e.area)) &&
  (!f.status || (f.status === 'unfinished' ? e.status !== 'closed' : e.status === f.status)) &&
  (!f.days || e.age <= ageOf(f.days))

import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Change, changes, type Entry, NOWHERE, touchedSince } from './map-changes.ts'
import { shiftAt } from './map-grid.ts'

/** The zooms for which counts are kept. Nearer, so few cases lie in a window that they are counted themselves. */
export const FIRST_LEVEL = 9
export const LAST_LEVEL = 15
const levels = Array.from({ length: LAST_LEVEL - FIRST_LEVEL + 1 }, (_, i) => FIRST_LEVEL + i)
/** Cases a statement while counting a town for the first time; statements a turn. */
const BATCH = 20_000
const BATCHES = 5
/** Cases a turn that are looked at again without being asked: mends what was written past the program. */
const AGAIN = 2_000

export interface MapState {
  countedAt: Date
  walked: Uuid
  /** All cases were counted once. Before that the counts are of no use. */
  whole: boolean
}

/** How far the worker has come; null before its first turn. */
export async function mapState(ctx: Ctx, lock = false): Promise<MapState | null> {
  const { rows } = await sql<{ counted_at: Date; walked: Uuid; whole: boolean }>`
    select s.counted_at, s.walked, s.whole from reports.map_state s where s.tenant_id = ${ctx.tenant.id}
    ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  const row = rows[0]
  return row ? { countedAt: row.counted_at, walked: row.walked, whole: row.whole } : null
}

/** Keeps the counts of the map: what has changed since the last turn, and a piece of the way through all cases. */
export async function countForMap(ctx: Ctx): Promise<void> {
  await sql`insert into reports.map_state (tenant_id, counted_at, walked, whole)
    values (${ctx.tenant.id}, ${ctx.now}, ${NOWHERE}, false) on conflict do nothing`.execute(ctx.db)
  const state = (await mapState(ctx, true))!
  await apply(ctx, await changes(ctx, touchedSince(ctx, state.countedAt)))
  let { walked, whole } = state
  for (let i = 0; i < (state.whole ? 1 : BATCHES); i++) {
    const size = state.whole ? AGAIN : BATCH
    const ids = await idsAfter(ctx, walked, size)
    await apply(ctx, await changes(ctx, sql`select unnest(${ids}::uuid[]) as id`))
    walked = ids.at(-1) ?? NOWHERE
    if (ids.length === size) continue
    whole = true
    walked = NOWHERE
    break
  }
  await sql`update reports.map_state s set counted_at = ${ctx.now}, walked = ${walked}, whole = ${whole}
    where s.tenant_id = ${ctx.tenant.id}`.execute(ctx.db)
}

async function idsAfter(ctx: Ctx, walked: Uuid, size: number): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.id > ${walked}
    order by c.id limit ${size}`.execute(ctx.db)
  return rows.map((r) => r.id)
}

interface Cell extends Entry {
  level: number
  n: number
  sumX: number
  sumY: number
}

/** What a change adds to and takes from the cells of all levels, for its type and for all types together. */
function cellsOfChanges(all: readonly Change[]): Cell[] {
  const cells = new Map<string, Cell>()
  const add = (e: Entry, sign: 1 | -1): void => {
    for (const level of levels)
      for (const type of [e.type, '']) {
        const [x, y] = [e.x >> shiftAt(level), e.y >> shiftAt(level)]
        const key = `${level} ${x} ${y} ${e.status} ${e.age} ${e.area} ${type}`
        const cell = cells.get(key) ?? { ...e, level, type, x, y, n: 0, sumX: 0, sumY: 0 }
        cell.n += sign
        cell.sumX += sign * e.x
        cell.sumY += sign * e.y
        cells.set(key, cell)
      }
  }
  for (const { was, is } of all) {
    if (was) add(was, -1)
    if (is) add(is, 1)
  }
  return [...cells.values()].filter((c) => c.n !== 0 || c.sumX !== 0 || c.sumY !== 0)
}

async function apply(ctx: Ctx, all: readonly Change[]): Promise<void> {
  if (all.length === 0) return
  const tenant = ctx.tenant.id
  const gone = all.filter((c) => !c.is).map((c) => c.id)
  if (gone.length > 0)
    await sql`delete from reports.map_entry e where e.tenant_id = ${tenant} and e.case_id = any (${gone}::uuid[])`.execute(
      ctx.db,
    )
  const now = all.flatMap((c) => (c.is ? [{ id: c.id, ...c.is }] : []))
  const of = <T, K extends keyof T>(rows: readonly T[], key: K): T[K][] => rows.map((row) => row[key])
  if (now.length > 0)
    await sql`insert into reports.map_entry (tenant_id, case_id, type, status, age, area_id, x, y)
      select ${tenant}::uuid, * from unnest(${of(now, 'id')}::uuid[], ${of(now, 'type')}::text[], ${of(now, 'status')}::text[],
        ${of(now, 'age')}::smallint[], ${of(now, 'area')}::uuid[], ${of(now, 'x')}::int[], ${of(now, 'y')}::int[])
      on conflict (tenant_id, case_id) do update set type = excluded.type, status = excluded.status, age = excluded.age,
        area_id = excluded.area_id, x = excluded.x, y = excluded.y
      returning 1`.execute(ctx.db)
  const cells = cellsOfChanges(all)
  await sql`insert into reports.map_count as m (tenant_id, level, type, x, y, status, age, area_id, n, sum_x, sum_y)
    select ${tenant}::uuid, * from unnest(${of(cells, 'level')}::smallint[], ${of(cells, 'type')}::text[],
      ${of(cells, 'x')}::int[], ${of(cells, 'y')}::int[], ${of(cells, 'status')}::text[], ${of(cells, 'age')}::smallint[],
      ${of(cells, 'area')}::uuid[], ${of(cells, 'n')}::int[], ${of(cells, 'sumX')}::bigint[], ${of(cells, 'sumY')}::bigint[])
    on conflict (tenant_id, level, type, x, y, status, age, area_id) do update
      set n = m.n + excluded.n, sum_x = m.sum_x + excluded.sum_x, sum_y = m.sum_y + excluded.sum_y
    returning 1`.execute(ctx.db)
  await sql`delete from reports.map_count m where m.tenant_id = ${tenant} and m.n = 0`.execute(ctx.db)
}

/** Has the worker been through all cases once? */
export const mapIsCounted = async (ctx: Ctx): Promise<boolean> => (await mapState(ctx))?.whole ?? false

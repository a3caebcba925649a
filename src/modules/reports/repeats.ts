import { type RawBuilder, sql } from 'kysely'
import { type Case, visibleCases } from '#modules/cases/index.ts'
import { objectsByIds, type TownObject } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface RepeatFilter {
  /** Whose cases: a unit and those below it. */
  units?: readonly Uuid[]
  category?: string
  months: number
}

export interface Repeat {
  n: number
  open: number
  /** Categories, the commonest first. */
  types: readonly string[]
  last: Date
}

export interface RepeatedPlace extends Repeat {
  lat: number
  lon: number
  address: string | null
  type: string
}

/** As far apart as two people point at one hole. */
export const SAME_METRES = 25
/** So many of the latest public reports are looked at for places; beyond them a year of a large town begins to cost. */
export const MOST_LOOKED_AT = 50_000
/** Squares of some 28 × 28 m in the middle of Germany; about places nothing finer can be said. */
const ROWS = 4000
const COLUMNS = 2500

const since = (ctx: Ctx, months: number): Date => {
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  return new Date(now.subtract({ months }).epochMilliseconds)
}

/** Of one thing reported by several people at once only one counts; restricted cases are in no list and no count. */
function counted({ units, category }: RepeatFilter): RawBuilder<boolean> {
  return sql<boolean>`c.kind = 'report' and not c.restricted and c.outcome is distinct from 'duplicate'
    and ${units ? sql`c.unit_id = any (${[...units]}::uuid[])` : sql`true`}
    and ${category ? sql`c.type = ${category}` : sql`true`}`
}

/** The objects with more than one case in the period, most first; counted is what the actor may see. */
export async function repeatedObjects(
  ctx: Ctx,
  filter: RepeatFilter,
  limit = 50,
): Promise<(Repeat & { object: TownObject })[]> {
  const { rows } = await sql<Repeat & { id: Uuid }>`
    select o.object_id as id, count(*)::int as n, (count(*) filter (where c.status <> 'closed'))::int as open,
      array_agg(distinct c.type) as types, max(c.opened_at) as last
    from reports.at_object o
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = o.case_id
    where o.tenant_id = ${ctx.tenant.id} and c.opened_at >= ${since(ctx, filter.months)} and ${counted(filter)} and ${visibleCases(ctx)}
    group by o.object_id having count(*) > 1
    order by n desc, last desc, o.object_id limit ${limit}`.execute(ctx.db)
  const objects = await objectsByIds(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.flatMap(({ id, ...row }) => {
    const object = objects.get(id)
    return object ? [{ ...row, object }] : []
  })
}

/**
 * The places where the same was reported more than once in the period, most first: public reports that name no
 * object. `capped`: there were more reports than were looked at.
 */
export async function repeatedPlaces(
  ctx: Ctx,
  filter: RepeatFilter,
  limit = 50,
): Promise<{ places: RepeatedPlace[]; capped: boolean }> {
  const { rows } = await sql<RepeatedPlace & { all: number }>`
    with latest as materialized (
      select c.id, c.type, c.status, c.opened_at, c.address, c.lat, c.lon from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and c.public and c.lat is not null
        and c.opened_at >= ${since(ctx, filter.months)} and ${counted(filter)} and ${visibleCases(ctx)}
      order by c.opened_at desc limit ${MOST_LOOKED_AT}
    )
    select count(*)::int as n, (count(*) filter (where l.status <> 'closed'))::int as open, l.type,
      array[l.type] as types, max(l.opened_at) as last, avg(l.lat) as lat, avg(l.lon) as lon,
      mode() within group (order by l.address) as address, (select count(*)::int from latest) as "all"
    from latest l
    where not exists (select from reports.at_object o where o.tenant_id = ${ctx.tenant.id} and o.case_id = l.id)
    group by l.type, floor(l.lat * ${sql.lit(ROWS)}), floor(l.lon * ${sql.lit(COLUMNS)})
    having count(*) > 1
    order by n desc, last desc, l.type limit ${limit}`.execute(ctx.db)
  return { places: rows, capped: (rows[0]?.all ?? 0) >= MOST_LOOKED_AT }
}

/** How often an object was reported in the last twelve months, as far as the actor may see it. */
export async function timesAtObject(ctx: Ctx, objectId: Uuid): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reports.at_object o
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = o.case_id
    where o.tenant_id = ${ctx.tenant.id} and o.object_id = ${objectId} and o.at >= ${since(ctx, 12)}
      and ${counted({ months: 12 })} and ${visibleCases(ctx)}`.execute(ctx.db)
  return rows[0]!.n
}

/** How often the same was reported around a case's place in the last twelve months, with the case itself. */
export async function timesAtPlace(ctx: Ctx, { place, type }: Pick<Case, 'place' | 'type'>): Promise<number> {
  if (!place) return 0
  const up = SAME_METRES / 111_000
  const aside = up / Math.cos((place.lat * Math.PI) / 180)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.type = ${type}
      and c.lat between ${place.lat - up} and ${place.lat + up}
      and c.lon between ${place.lon - aside} and ${place.lon + aside}
      and c.opened_at >= ${since(ctx, 12)} and ${counted({ months: 12 })} and ${visibleCases(ctx)}`.execute(
    ctx.db,
  )
  return rows[0]!.n
}

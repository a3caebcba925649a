import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { gridX, gridY } from './map-grid.ts'

/** As what a report is counted. */
export interface Entry {
  type: string
  status: string
  /** Index into `ages` of the first that it is young enough for; their number if it is older than all. */
  age: number
  /** `NOWHERE` outside of all districts. */
  area: Uuid
  x: number
  y: number
}

/** A report that is not what it stands as in the counts: `was` there, `is` now; null for not at all. */
export interface Change {
  id: Uuid
  was: Entry | null
  is: Entry | null
}

/** The periods that a map can be narrowed to, in days. */
export const ages = [7, 30, 90, 365] as const
export const NOWHERE = '00000000-0000-0000-0000-000000000000'
const DAY = 86_400_000
/** A change is seen by others when its transaction ends, and clocks differ: so much is looked at once more. */
const OVERLAP = 120_000

interface Row {
  id: Uuid
  was: [string, string, number, Uuid, number, number] | null
  is: [string, string, number, Uuid, number, number] | null
}

const entryOf = (e: Row['was']): Entry | null =>
  e && { type: e[0], status: e[1], age: e[2], area: e[3], x: e[4], y: e[5] }

const before = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY)

/**
 * Ids of what may have changed since the worker counted: what was touched, and what has grown too old for a period. What
 * is too old follows from the moment of counting alone, so only the first asks for the overlap.
 */
export function touchedSince(ctx: Ctx, countedAt: Date): RawBuilder<unknown> {
  const tenant = ctx.tenant.id
  const since = new Date(countedAt.getTime() - OVERLAP)
  const aged = ages.map(
    (days) => sql`select c.id from cases.case c where c.tenant_id = ${tenant} and c.public
      and c.opened_at >= ${before(countedAt, days)} and c.opened_at < ${before(ctx.now, days)}`,
  )
  return sql`select c.id from cases.case c where c.tenant_id = ${tenant} and c.updated_at >= ${since}
    union ${sql.join(aged, sql` union `)}`
}

/** Which of these cases (a select of ids) the counts have otherwise than they are. */
export async function changes(ctx: Ctx, ids: RawBuilder<unknown>): Promise<Change[]> {
  const tenant = ctx.tenant.id
  const age = sql.join(
    ages.map((days, i) => sql`when c.opened_at >= ${before(ctx.now, days)} then ${sql.lit(i)}`),
    sql` `,
  )
  const { rows } = await sql<Row>`
    with touched as materialized (${ids}),
    seen as (
      select c.id,
        case when e.case_id is not null
          then jsonb_build_array(e.type, e.status, e.age, e.area_id, e.x, e.y) end as was,
        case when c.kind = 'report' and c.public and c.lat is not null and c.lon is not null and ${visibleCases(ctx)}
          then jsonb_build_array(c.type, c.status, case ${age} else ${sql.lit(ages.length)} end,
            coalesce(c.area_id, ${NOWHERE}::uuid), ${gridX}, ${gridY}) end as "is"
      from touched
      join cases.case c on c.tenant_id = ${tenant} and c.id = touched.id
      left join reports.map_entry e on e.tenant_id = ${tenant} and e.case_id = c.id
    )
    select id, was, "is" from seen where was is distinct from "is"`.execute(ctx.db)
  return rows.map((r) => ({ id: r.id, was: entryOf(r.was), is: entryOf(r.is) }))
}

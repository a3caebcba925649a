import { sql } from 'kysely'
import { type Outcome, visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** A public report as open data: what, where, when, how it ended. No words and no pictures, which may be taken back. */
export interface OpenReport {
  id: Uuid
  number: string
  type: string
  status: string
  outcome: Outcome | null
  lat: number | null
  lon: number | null
  address: string | null
  areaId: Uuid | null
  unitId: Uuid | null
  openedAt: Date
  closedAt: Date | null
  updatedAt: Date
}

export interface OpenFilter {
  type?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
  box?: { west: number; south: number; east: number; north: number } | undefined
}

/**
 * The next public reports after one, newest first; found by an index however many there are, so that a million of them
 * are read piece by piece.
 */
export async function openReports(
  ctx: Ctx,
  filter: OpenFilter,
  after: { openedAt: Date; id: Uuid } | null,
  size: number,
): Promise<OpenReport[]> {
  const { type, from, until, box } = filter
  const yes = sql`true`
  const { rows } = await sql<OpenReport>`
    select c.id, c.number, c.type, c.status, c.outcome, c.lat, c.lon, c.address, c.area_id as "areaId",
      c.unit_id as "unitId", c.opened_at as "openedAt", c.closed_at as "closedAt", c.updated_at as "updatedAt"
    from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.kind = 'report' and ${visibleCases(ctx)}
      and ${type === undefined ? yes : sql`c.type = ${type}`}
      and ${from ? sql`c.opened_at >= ${from}` : yes} and ${until ? sql`c.opened_at < ${until}` : yes}
      and ${box ? sql`c.lat between ${box.south} and ${box.north} and c.lon between ${box.west} and ${box.east}` : yes}
      and ${after ? sql`c.opened_at <= ${after.openedAt} and (c.opened_at < ${after.openedAt} or c.id > ${after.id})` : yes}
    order by c.opened_at desc, c.id limit ${size}`.execute(ctx.db)
  return rows
}

/** When the first public report came in; null while there is none. */
export async function firstReportAt(ctx: Ctx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select c.opened_at as at from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.kind = 'report' and ${visibleCases(ctx)}
    order by c.opened_at limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}

import { type RawBuilder, sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, hasWords, toCase, visibleCases } from '#modules/cases/index.ts'
import { searchQuery } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface ReportFilter {
  category?: readonly string[]
  areaId?: Uuid
  /** What the public calls it: new, being worked on, done. */
  status?: 'open' | 'scheduled' | 'in_progress' | 'closed' | 'unfinished'
  /** Opened at most this many days ago. */
  days?: number
  text?: string
  /** Only the one with this number. */
  number?: string
  box?: { west: number; south: number; east: number; north: number }
  /** Only what is about this object. */
  objectId?: Uuid
  /** Nearest first. */
  near?: { x: number; y: number }
  after?: { at: string; id: Uuid }
}

export interface ListedReport extends Case {
  text: string
  /** The first public photo, for a small picture. */
  photo: Uuid | null
}

export function conditions(ctx: Ctx, f: ReportFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`c.kind = 'report'`]
  if (f.category?.length) parts.push(sql`c.type = any (${[...f.category]}::text[])`)
  if (f.areaId) parts.push(sql`c.area_id = ${f.areaId}`)
  if (f.status === 'unfinished') parts.push(sql`c.status <> 'closed'`)
  else if (f.status) parts.push(sql`c.status = ${f.status}`)
  if (f.number) parts.push(sql`c.number = ${f.number}`)
  if (f.days) parts.push(sql`c.opened_at >= ${new Date(ctx.now.getTime() - f.days * 86_400_000)}`)
  if (f.box)
    parts.push(
      sql`c.lat between ${f.box.south} and ${f.box.north} and c.lon between ${f.box.west} and ${f.box.east}`,
    )
  if (f.objectId)
    parts.push(sql`c.id in (select o.case_id from reports.at_object o
      where o.tenant_id = ${ctx.tenant.id} and o.object_id = ${f.objectId})`)
  const words = f.text ? searchQuery(f.text) : ''
  if (words) parts.push(hasWords(ctx, words))
  if (f.after) parts.push(sql`(c.opened_at, c.id) < (${f.after.at}::timestamptz, ${f.after.id}::uuid)`)
  return sql.join(parts, sql` and `)
}

/** Public reports with their words and first photo, newest first (or nearest), in one query. */
export async function publicReports(
  ctx: Ctx,
  filter: ReportFilter,
  size = 50,
): Promise<{ reports: ListedReport[]; next: { at: string; id: Uuid } | null }> {
  const tenant = ctx.tenant.id
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const order = filter.near
    ? sql`c.place <-> point(${filter.near.x}, ${filter.near.y})`
    : sql`c.opened_at desc, c.id desc`
  const { rows } = await sql<CaseRow & { text: string; photo: Uuid | null }>`
    select ${columns}, m.body as text, f.id as photo
    from (
      select * from cases.case c
      where c.tenant_id = ${tenant} and c.public and ${visibleCases(ctx)} and ${conditions(ctx, filter)}
      order by ${order} limit ${size + 1}
    ) c
    join reports.report r on r.tenant_id = ${tenant} and r.case_id = c.id
    join cases.message m on m.tenant_id = ${tenant} and m.id = r.message_id
    left join lateral (
      select f.id from files.file f
      where f.tenant_id = ${tenant} and f.folder_id = c.id and f.visibility = 'public' and f.stage = 'report'
        and f.removed_at is null
      order by f.position limit 1
    ) f on true
    order by ${order}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    reports: rows.slice(0, size).map((r) => ({ ...toCase(r), text: r.text, photo: r.photo })),
    next:
      rows.length > size && last && !filter.near ? { at: last.opened_at.toISOString(), id: last.id } : null,
  }
}

export interface Dot {
  id: Uuid
  number: string
  type: string
  status: string
  lat: number
  lon: number
  openedAt: Date
}

/** What a map needs of each report, newest first, at most `limit`. */
export async function reportDots(ctx: Ctx, filter: ReportFilter, limit = 5000): Promise<Dot[]> {
  const { rows } = await sql<{
    id: Uuid
    number: string
    type: string
    status: string
    lat: number
    lon: number
    opened_at: Date
  }>`
    select c.id, c.number, c.type, c.status, c.lat, c.lon, c.opened_at from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.lat is not null and ${visibleCases(ctx)}
      and ${conditions(ctx, filter)}
    order by c.opened_at desc, c.id desc limit ${limit}`.execute(ctx.db)
  return rows.map((r) => ({
    id: r.id,
    number: r.number,
    type: r.type,
    status: r.status,
    lat: r.lat,
    lon: r.lon,
    openedAt: r.opened_at,
  }))
}

/** The week's figures for the start page: how many came in, and the share done within three days. */
export async function weekFigures(
  ctx: Ctx,
): Promise<{ opened: number; closed: number; withinThreeDays: number | null }> {
  const week = new Date(ctx.now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ opened: number; closed: number; quick: number }>`
    select
      (select count(*)::int from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.public and c.opened_at >= ${week} and ${visibleCases(ctx)}) as opened,
      count(*)::int as closed,
      (count(*) filter (where c.closed_at - c.opened_at <= interval '3 days'))::int as quick
    from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.status = 'closed' and c.outcome = 'fixed'
      and c.updated_at >= ${week} and c.closed_at >= ${week} and ${visibleCases(ctx)}`.execute(ctx.db)
  const r = rows[0]!
  return { opened: r.opened, closed: r.closed, withinThreeDays: r.closed >= 5 ? r.quick / r.closed : null }
}

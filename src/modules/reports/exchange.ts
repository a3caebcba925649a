import { type RawBuilder, sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, hasWords, toCase, visibleCases } from '#modules/cases/index.ts'
import { mercator, type Place } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { searchQuery } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'

/** What programs ask for (Open311 GeoReport v2 and what its clients have added to it). */
export interface ExchangeFilter {
  /** Numbers or ids. */
  ids?: readonly string[] | undefined
  categories?: readonly string[] | undefined
  /** Only the finished, or only the others. */
  closed?: boolean | undefined
  from?: Date | undefined
  until?: Date | undefined
  updatedFrom?: Date | undefined
  updatedUntil?: Date | undefined
  box?: { west: number; south: number; east: number; north: number } | undefined
  text?: string | undefined
  /** Within so many metres, nearest first. */
  near?: (Place & { metres: number }) | undefined
  /** Only those with a public photo, or only those without. */
  hasPhoto?: boolean | undefined
  /** The unit or authority by its name or code. */
  agency?: string | undefined
  /** The last one of the page before, by the time that the list is sorted by. */
  after?: { at: Date; id: Uuid } | undefined
  sort?: 'opened' | 'updated'
  ascending?: boolean
  limit: number
  offset: number
}

/** A public report with all that is told of it elsewhere. */
export interface ExchangedReport extends Case {
  text: string
  /** Public photos, the reporter's first. */
  photos: readonly Uuid[]
  /** The last thing that the town said publicly. */
  lastWord: string | null
  /** The number of the public report that it repeats. */
  duplicateOf: string | null
}

/** Public reports for other programs, newest first unless asked otherwise, in one query. */
export async function reportsForExchange(ctx: Ctx, filter: ExchangeFilter): Promise<ExchangedReport[]> {
  const tenant = ctx.tenant.id
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const order = orderOf(filter)
  const { rows } = await sql<
    CaseRow & { text: string; photos: Uuid[]; last_word: string | null; original: string | null }
  >`
    select ${columns}, m.body as text,
      array(
        select f.id::text from files.file f
        where f.tenant_id = ${tenant} and f.folder_id = c.id and f.visibility = 'public' and f.removed_at is null
        order by f.stage desc, f.position
      ) as photos,
      (
        select w.body from cases.message w
        where w.tenant_id = ${tenant} and w.case_id = c.id and w.visibility = 'public' and w.direction = 'out'
        order by w.at desc, w.id desc limit 1
      ) as last_word,
      case when c.outcome = 'duplicate' then (
        select k.number from cases.closure e join cases.case k on k.tenant_id = ${tenant} and k.id = e.duplicate_of
        where e.tenant_id = ${tenant} and e.case_id = c.id and e.reopened_at is null and k.public limit 1
      ) end as original
    from (
      select * from cases.case c
      where c.tenant_id = ${tenant} and c.public and c.kind = 'report' and ${visibleCases(ctx)}
        and ${await conditions(ctx, filter)}
      order by ${order} limit ${filter.limit} offset ${filter.offset}
    ) c
    join reports.report r on r.tenant_id = ${tenant} and r.case_id = c.id
    join cases.message m on m.tenant_id = ${tenant} and m.id = r.message_id
    order by ${order}`.execute(ctx.db)
  return rows.map((r) => ({
    ...toCase(r),
    text: r.text,
    photos: r.photos,
    lastWord: r.last_word,
    duplicateOf: r.original,
  }))
}

/** Above this a count says no more than "at least". */
const MOST_COUNTED = 100_000

/** How many there are of them altogether, counted up to 100,000. */
export async function countForExchange(ctx: Ctx, filter: ExchangeFilter): Promise<number> {
  const { after: _, near: __, ...all } = filter
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and c.public and c.kind = 'report' and ${visibleCases(ctx)}
        and ${await conditions(ctx, all)}
      limit ${MOST_COUNTED}
    ) counted`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

function orderOf({ near, sort, ascending }: ExchangeFilter): RawBuilder<unknown> {
  if (near) {
    const { x, y } = mercator(near)
    return sql`c.place <-> point(${x}::float8, ${y}::float8)`
  }
  const column = sql.ref(sort === 'updated' ? 'c.updated_at' : 'c.opened_at')
  return ascending ? sql`${column}, c.id` : sql`${column} desc, c.id desc`
}

async function conditions(ctx: Ctx, f: ExchangeFilter): Promise<RawBuilder<unknown>> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (f.ids) {
    const numbers = f.ids.filter((id) => !isUuid(id))
    parts.push(sql`(c.number = any (${numbers}::text[]) or c.id = any (${f.ids.filter(isUuid)}::uuid[]))`)
  }
  if (f.categories) parts.push(sql`c.type = any (${[...f.categories]}::text[])`)
  if (f.closed !== undefined) parts.push(f.closed ? sql`c.status = 'closed'` : sql`c.status <> 'closed'`)
  if (f.from) parts.push(sql`c.opened_at >= ${f.from}`)
  if (f.until) parts.push(sql`c.opened_at <= ${f.until}`)
  if (f.updatedFrom) parts.push(sql`c.updated_at >= ${f.updatedFrom}`)
  if (f.updatedUntil) parts.push(sql`c.updated_at <= ${f.updatedUntil}`)
  const box = f.near ? around(f.near) : f.box
  if (box)
    parts.push(sql`c.lat between ${box.south} and ${box.north} and c.lon between ${box.west} and ${box.east}`)
  if (f.hasPhoto !== undefined)
    parts.push(sql`${f.hasPhoto ? sql`` : sql`not`} exists (
      select from files.file f where f.tenant_id = ${ctx.tenant.id} and f.folder_id = c.id
        and f.visibility = 'public' and f.removed_at is null)`)
  if (f.agency) {
    const { units, others } = await agenciesCalled(ctx, f.agency)
    parts.push(sql`(c.authority_id = any (${others}::uuid[])
      or c.authority_id is null and c.unit_id = any (${units}::uuid[]))`)
  }
  if (f.after && !f.near) {
    const column = sql.ref(f.sort === 'updated' ? 'c.updated_at' : 'c.opened_at')
    const { at, id } = f.after
    // Cursors count whole milliseconds; what lies between two of them belongs to the first.
    const end = new Date(at.getTime() + 1)
    parts.push(
      f.ascending
        ? sql`${column} >= ${at} and (${column} >= ${end} or c.id > ${id})`
        : sql`${column} < ${end} and (${column} < ${at} or c.id < ${id})`,
    )
  }
  if (f.text) {
    const words = searchQuery(f.text)
    parts.push(words ? hasWords(ctx, words) : sql`false`)
  }
  return sql.join(parts, sql` and `)
}

/** Who is called so, in either language or by the code. */
async function agenciesCalled(ctx: Ctx, name: string): Promise<{ units: Uuid[]; others: Uuid[] }> {
  const [org, known] = await Promise.all([organisation(ctx), authorities(ctx)])
  const wanted = name.toLowerCase()
  const is = (...names: string[]): boolean => names.some((n) => n.toLowerCase() === wanted)
  return {
    units: [...org.units.values()].filter((u) => is(u.name, u.nameEn, u.code)).map((u) => u.id),
    others: known.filter((a) => is(a.name, a.nameEn, a.code)).map((a) => a.id),
  }
}

/** The box around a circle; its corners are let in too. */
function around({ lat, lon, metres }: Place & { metres: number }) {
  const high = metres / 111_320
  const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return { west: lon - wide, south: lat - high, east: lon + wide, north: lat + high }
}

export interface PublicWord {
  id: Uuid
  caseId: Uuid
  direction: 'in' | 'out'
  body: string
  at: Date
}

/** What was publicly said on some reports, oldest first, in one query. */
export async function publicWords(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, PublicWord[]>> {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<{ id: Uuid; case_id: Uuid; direction: 'in' | 'out'; body: string; at: Date }>`
    select m.id, m.case_id, m.direction, m.body, m.at from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = any (${[...cases]}::uuid[]) and m.visibility = 'public'
    order by m.at, m.id`.execute(ctx.db)
  const words = rows.map((r) => ({
    id: r.id,
    caseId: r.case_id,
    direction: r.direction,
    body: r.body,
    at: r.at,
  }))
  return Map.groupBy(words, (word) => word.caseId)
}

import { type RawBuilder, sql } from 'kysely'
import { searchQuery } from '#modules/search/index.ts'
import { selves, unitsWhere } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { awaitsLook } from './publishing.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { unitsSeenEntirely, visibleCases } from './visible.ts'
import { hasWords } from './words.ts'

export const views = ['mine', 'unit', 'unassigned', 'overdue', 'today', 'scheduled', 'closed'] as const
export type View = (typeof views)[number]

export interface WorkListFilter {
  view: View
  /** Only these units; by default all that the actor reads. */
  units?: readonly Uuid[]
  type?: string
  areaId?: Uuid
  status?: string
  priority?: number
  text?: string
  /** Only what waits for a look before it is public. */
  awaitsLook?: boolean
  sort?: 'due' | 'newest'
  /** The last row of the page before: pages stay quick however far one turns, and nothing is shown twice. */
  after?: Cursor
}

export interface Cursor {
  at: string
  id: Uuid
}

export interface WorkList {
  cases: Case[]
  next: Cursor | null
}

/** Above this a count says "more than": counting on would cost more than it tells. */
export const COUNT_LIMIT = 999

/** The end of the town's day, for "due today". */
export function endOfDay(ctx: Ctx): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  return new Date(now.startOfDay().add({ days: 1 }).epochMilliseconds)
}

/** What makes a case part of a view; written so that a partial index answers each. */
function inView(ctx: Ctx, view: View): RawBuilder<boolean> {
  switch (view) {
    case 'mine':
    case 'unit':
      return sql<boolean>`c.status <> 'closed'`
    case 'unassigned':
      return sql<boolean>`c.status <> 'closed' and c.assignee_id is null`
    case 'overdue':
      return sql<boolean>`c.status <> 'closed' and c.due_at < ${ctx.now}`
    case 'today':
      return sql<boolean>`c.status <> 'closed' and c.due_at >= ${ctx.now} and c.due_at < ${endOfDay(ctx)}`
    case 'scheduled':
      return sql<boolean>`c.status <> 'closed' and c.status = 'scheduled'`
    case 'closed':
      return sql<boolean>`c.status = 'closed'`
  }
}

function narrowed(ctx: Ctx, filter: Omit<WorkListFilter, 'view'>): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = []
  if (filter.type) parts.push(sql`c.type = ${filter.type}`)
  if (filter.areaId) parts.push(sql`c.area_id = ${filter.areaId}`)
  if (filter.status) parts.push(sql`c.status = ${filter.status}`)
  if (filter.priority !== undefined) parts.push(sql`c.priority = ${filter.priority}`)
  if (filter.awaitsLook) parts.push(awaitsLook(ctx))
  const words = filter.text ? searchQuery(filter.text) : ''
  if (words) parts.push(hasWords(ctx, words))
  else if (filter.text?.trim()) parts.push(sql`false`)
  return parts.length ? sql<boolean>`${sql.join(parts, sql` and `)}` : sql<boolean>`true`
}

/**
 * A page of a work list: one short index scan for each unit, then the first rows of all. A person's own list has its
 * own index, scanned for them and for each whose deputy they are. The order is by deadline, or by arrival, or (closed) by closing.
 */
export async function workList(ctx: Ctx, filter: WorkListFilter, size = 50): Promise<WorkList> {
  const column = filter.view === 'closed' ? 'closed_at' : filter.sort === 'newest' ? 'opened_at' : 'due_at'
  const at = sql.ref(`c.${column}`)
  const down = column !== 'due_at'
  const direction = down ? sql`desc` : sql`asc`
  const pasts = filter.after ? pastCursor(at, filter.after, down) : [sql``]
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const tenant = ctx.tenant.id
  const order = sql`order by ${at} ${direction}, c.id ${direction} limit ${sql.lit(size + 1)}`
  const own = filter.view === 'mine' && ctx.actor.kind === 'staff'
  const scan = (place: RawBuilder<unknown>, past: RawBuilder<unknown>) => sql`
    select ${columns} from cases.case c
    where c.tenant_id = ${tenant} and ${place} and ${inView(ctx, filter.view)} and ${narrowed(ctx, filter)} ${past}
      and ${own ? visibleCases(ctx) : visibleCases(ctx, atUnit)}
    ${order}`
  const page = (place: RawBuilder<unknown>) =>
    pasts.length === 1
      ? scan(place, pasts[0]!)
      : sql`select c.* from (${sql.join(
          pasts.map((past) => sql`(${scan(place, past)})`),
          sql` union all `,
        )}) c ${order}`
  const place = own
    ? sql`c.assignee_id = u.id${filter.units ? sql` and c.unit_id = any (${[...filter.units]}::uuid[])` : sql``}`
    : sql`c.unit_id = u.id`
  const from = own
    ? sql`unnest(${selves(ctx.actor, { parts: true })}::uuid[]) as u (id)`
    : unitsAs(ctx, unitsFor(ctx, filter))
  const list = sql<CaseRow>`select c.* from ${from} cross join lateral (${page(place)}) c ${order}`
  const { rows } = await (filter.text ? list.execute(ctx.db) : withKeptPlan(ctx, () => list.execute(ctx.db)))
  const last = rows[size - 1]
  return {
    cases: rows.slice(0, size).map(toCase),
    next: rows.length > size && last ? { at: last[column]?.toISOString() ?? NEVER, id: last.id } : null,
  }
}

/** Cases without a deadline stand behind all that have one. */
const NEVER = 'infinity'

/** What comes after a row: one range of the index, or two where those without a deadline follow. */
function pastCursor(at: RawBuilder<unknown>, after: Cursor, down: boolean): RawBuilder<unknown>[] {
  if (down) return [sql`and (${at}, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)`]
  if (after.at === NEVER) return [sql`and ${at} is null and c.id > ${after.id}::uuid`]
  return [sql`and (${at}, c.id) > (${after.at}::timestamptz, ${after.id}::uuid)`, sql`and ${at} is null`]
}

/** How many cases have come into the actor's units since then, at most 100. */
export async function openedSince(ctx: Ctx, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from ${unitsAs(ctx, unitsFor(ctx, {}))} cross join lateral (
        select 1 from cases.case c
        where c.tenant_id = ${ctx.tenant.id} and c.unit_id = u.id and c.status <> 'closed' and c.opened_at > ${since}
          and ${visibleCases(ctx, atUnit)} limit 100) c limit 100) x`.execute(ctx.db)
  return rows[0]!.n
}

/** How many cases each view holds, up to COUNT_LIMIT + 1. Only units narrow it: further filters would make it slow. */
export async function viewCounts(
  ctx: Ctx,
  filter: Pick<WorkListFilter, 'units'> = {},
): Promise<Record<View, number>> {
  const tenant = ctx.tenant.id
  const units = unitsAs(ctx, unitsFor(ctx, filter))
  const people = selves(ctx.actor, { parts: true })
  const limit = sql.lit(COUNT_LIMIT + 1)
  const count = (view: View) =>
    view === 'mine'
      ? sql`(select count(*)::int from (select 1 from unnest(${people}::uuid[]) u (id) cross join lateral (
          select 1 from cases.case c where c.tenant_id = ${tenant} and c.assignee_id = u.id and ${inView(ctx, view)}
            and ${visibleCases(ctx)} limit ${limit}) c limit ${limit}) x)`
      : sql`(select count(*)::int from (select 1 from ${units} cross join lateral (
          select 1 from cases.case c where c.tenant_id = ${tenant} and c.unit_id = u.id and ${inView(ctx, view)}
            and ${visibleCases(ctx, atUnit)} limit ${limit}) c limit ${limit}) x)`
  const counted = views.filter((v) => v !== 'closed')
  const { rows } = await withKeptPlan(ctx, () =>
    sql<Record<View, number>>`
      select ${sql.join(counted.map((v) => sql`${count(v)} as ${sql.ref(v)}`))}`.execute(ctx.db),
  )
  return { ...rows[0]!, closed: 0 }
}

/**
 * The same few statements are asked all day, and their plan does not depend on what is asked for: a scan of one index
 * for each unit. Planning them anew each time took as long as answering.
 */
async function withKeptPlan<R>(ctx: Ctx, run: () => Promise<R>): Promise<R> {
  ctx.send('set local plan_cache_mode = force_generic_plan', [])
  const answer = await run()
  ctx.send('set local plan_cache_mode = auto', [])
  return answer
}

/** Units to scan one by one, each with whether the actor sees it entirely. */
const unitsAs = (ctx: Ctx, units: readonly Uuid[]): RawBuilder<unknown> => {
  const entirely = new Set(unitsSeenEntirely(ctx.actor))
  return sql`unnest(${[...units]}::uuid[], ${units.map((unit) => entirely.has(unit))}::boolean[]) as u (id, entirely)`
}
const atUnit = { entirely: sql<boolean>`u.entirely` }

function unitsFor(ctx: Ctx, filter: { units?: readonly Uuid[] }): Uuid[] {
  // The program itself reads all units; it has no list of its own to begin with.
  if (ctx.actor.kind === 'system') return [...(filter.units ?? [])]
  const readable = unitsWhere(ctx.actor, 'cases.read')
  return filter.units ? readable.filter((u) => filter.units!.includes(u)) : readable
}

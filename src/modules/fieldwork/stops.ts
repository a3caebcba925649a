import { sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, endOfDay, toCase, visibleCases } from '#modules/cases/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { selves } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { arrangement } from './arranging.ts'
import { insertStops, orderStops, type Point } from './ordering.ts'

/** More do not fit on a list that is gone through in a day, nor on a phone. */
export const MOST_STOPS = 40
/** Up to so many stops, what has no appointment and no deadline today fills the day. */
const FULL_DAY = 12

export interface Day {
  /** `2026-11-23`, in the town's time zone. */
  day: string
  start: Point | null
  stops: readonly Case[]
  /** Somebody has put it in this order; otherwise it is reckoned. */
  chosen: boolean
  /** Restricted cases of theirs: they are not carried around on phones (docs/adr/0032). */
  kept: number
}

/**
 * Whom the day belongs to goes to these cases: assigned to them or to those whose deputy they are, with an appointment
 * until tonight, begun, due until tonight, and as many others by priority as fit. In their own order where they made
 * one, otherwise in a reckoned one that begins at `from` or where their day starts.
 */
export async function todaysStops(ctx: Ctx, from?: Point | null): Promise<Day> {
  const day = dayOf(ctx)
  const { actor } = ctx
  if (actor.kind !== 'staff') return { day, start: null, stops: [], chosen: false, kept: 0 }
  const end = endOfDay(ctx)
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const [{ rows }, org, wanted] = await Promise.all([
    sql<CaseRow & { must: boolean }>`
      select ${columns}, (c.scheduled_for < ${end} or c.status = 'in_progress' or c.due_at < ${end}) is true as must
      from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and c.assignee_id = any (${selves(actor, { parts: true })}::uuid[])
        and c.status <> 'closed' and (c.scheduled_for is null or c.scheduled_for < ${end} or c.status = 'in_progress')
        and ${visibleCases(ctx)}
      order by must desc, c.priority desc, c.due_at, c.id limit ${sql.lit(MOST_STOPS)}`.execute(ctx.db),
    organisation(ctx),
    arrangement(ctx, day),
  ])
  const open = rows.filter((row) => !row.restricted)
  const musts = open.filter((row) => row.must).length
  const cases = open.slice(0, Math.max(musts, FULL_DAY)).map(toCase)
  const start = from ?? org.staff.get(actor.id)?.base ?? null
  const stops = cases.map((c) => ({ id: c.id, place: c.place, at: appointment(c), priority: c.priority, c }))
  const chosen = wanted.flatMap((id) => stops.find((stop) => stop.id === id) ?? [])
  const others = orderStops(
    start,
    ctx.now,
    stops.filter((stop) => !wanted.includes(stop.id)),
  )
  const ordered = chosen.length > 0 ? insertStops(start, ctx.now, chosen, others) : others
  return {
    day,
    start,
    stops: ordered.map((stop) => stop.c),
    chosen: chosen.length > 0,
    kept: rows.length - open.length,
  }
}

/** An appointment of days ago is late, but no reason to drive across the town for it first. */
const appointment = (c: Case): Date | null => (c.status === 'scheduled' ? c.scheduledFor : null)

/** Today in the town. */
export const dayOf = (ctx: Ctx): string =>
  Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
    .toString()

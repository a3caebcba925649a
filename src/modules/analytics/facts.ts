import { type RawBuilder, sql } from 'kysely'
import { gridX, gridY } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { findRepeats, spotOf } from './repeats.ts'

/** Why a report was late, by what its history tells; the first that fits. Texts: `numbers.late.<code>`. */
export const lateReasons = [
  'reopened', // was done in time, and had to be done again
  'nobody', // nobody had it when its target passed
  'handed_over', // wandered between units
  'planned_late', // its appointment lies behind the target
  'not_begun', // somebody had it, and had not begun
  'took_long', // was begun in time, and took longer
  'unknown', // comes from an earlier system that did not tell
] as const
export type LateReason = (typeof lateReasons)[number]

/** What is counted of one report; times in minutes, places in the finest grid of the map. */
export interface Fact {
  case_id: Uuid
  /** The first day of the month in which it came in. */
  month: string
  type: string
  area_id: Uuid | null
  unit_id: Uuid | null
  public: boolean
  closed: boolean
  status: string
  in_time: boolean | null
  late_why: string | null
  reopened: boolean
  repeats: boolean
  doubts: number
  confirmed: number
  doubts_sure: number
  voices_sure: number
  voices_other: number
  asked: boolean
  fixed: string | null
  mood: number | null
  answer_minutes: number | null
  fix_minutes: number | null
  x: number | null
  y: number | null
}

const names = [
  'case_id',
  'type',
  'area_id',
  'unit_id',
  'public',
  'closed',
  'status',
  'in_time',
  'late_why',
  'reopened',
  'repeats',
  'doubts',
  'confirmed',
  'doubts_sure',
  'voices_sure',
  'voices_other',
  'asked',
  'fixed',
  'mood',
  'answer_minutes',
  'fix_minutes',
  'x',
  'y',
] as const

/** The columns of `analytics.fact f`. */
export const factColumns: RawBuilder<unknown> = sql`f.month::text as month, ${sql.join(
  names.map((name) => sql.ref(`f.${name}`)),
)}`

/** As what a report was counted, and as what it is now; null where it was or is not. */
export interface FactChange {
  was: Fact | null
  is: Fact | null
}

/**
 * Counts these cases anew, from the case as it is, its events, and what people said after. What is restricted is not
 * counted at all, and neither is a part of another case. Answers as what each was counted before and is now.
 */
export async function countCases(ctx: Ctx, cases: readonly Uuid[]): Promise<FactChange[]> {
  if (cases.length === 0) return []
  const tenant = ctx.tenant.id
  const these = sql`${[...cases]}::uuid[]`
  const before = await sql<Fact>`
    select ${factColumns} from analytics.fact f where f.tenant_id = ${tenant} and f.case_id = any (${these})`.execute(
    ctx.db,
  )
  await sql`
    delete from analytics.fact f using cases.case c
    where f.tenant_id = ${tenant} and c.tenant_id = ${tenant} and c.id = f.case_id
      and f.case_id = any (${these}) and c.restricted`.execute(ctx.db)
  await write(ctx, these)
  await findRepeats(ctx, sql`f.case_id = any (${these})`)
  const after = await sql<Fact>`
    select ${factColumns} from analytics.fact f where f.tenant_id = ${tenant} and f.case_id = any (${these})`.execute(
    ctx.db,
  )
  const was = new Map(before.rows.map((f) => [f.case_id, f]))
  const is = new Map(after.rows.map((f) => [f.case_id, f]))
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => ({
    was: was.get(id) ?? null,
    is: is.get(id) ?? null,
  }))
}

/** The facts of cases that are counted for the first time; figures are made of them later, and repeats found then. */
export const countFirst = (ctx: Ctx, cases: readonly Uuid[]): Promise<void> =>
  write(ctx, sql`${[...cases]}::uuid[]`)

async function write(ctx: Ctx, cases: RawBuilder<unknown>): Promise<void> {
  const tenant = ctx.tenant.id
  await sql`
    insert into analytics.fact as f (tenant_id, case_id, month, type, area_id, unit_id, public, closed, due_at, in_time,
      late_why, reopened, answer_minutes, fix_minutes, status, opened_at, fixed_at, x, y, spot, doubts, confirmed,
      doubts_sure, voices_sure, voices_other, asked, fixed, mood)
    select ${tenant}::uuid, c.id, date_trunc('month', c.opened_at at time zone ${ctx.tenant.timeZone}::text)::date,
      c.type, c.area_id, c.unit_id, c.public, c.status = 'closed', c.due_at, t.in_time,
      case
        when t.in_time then null when t.in_time is null then null
        when e.again > 0 and e.ended <= c.due_at then 'reopened'
        when e.imported then 'unknown'
        when e.taken is null or e.taken > c.due_at then 'nobody'
        when e.handed then 'handed_over'
        when c.scheduled_for > c.due_at then 'planned_late'
        when e.begun is null or e.begun > c.due_at then 'not_begun'
        else 'took_long'
      end,
      e.again > 0,
      (extract(epoch from e.answered - c.opened_at) / 60)::int,
      (extract(epoch from c.closed_at - c.opened_at) / 60)::int,
      c.status, c.opened_at, case when c.status = 'closed' and c.outcome = 'fixed' then c.closed_at end,
      g.x, g.y, ${spotOf(sql`g.x`, sql`g.y`, sql`c.type`)}, q.doubts, q.confirmed,
      q.sure, v.sure, v.voices - v.sure, s.sent_at is not null, s.fixed, s.mood
    from cases.case c
    cross join lateral (
      select min(e.at) filter (where e.type in ('case.replied', 'case.scheduled', 'case.forwarded', 'case.closed')) as answered,
        min(e.at) filter (where e.type in ('case.taken', 'case.assigned')) as taken,
        min(e.at) filter (where e.type in ('case.started', 'case.scheduled')) as begun,
        min(e.at) filter (where e.type = 'case.closed') as ended,
        count(*) filter (where e.type = 'case.reopened') as again,
        coalesce(bool_or(e.type = 'case.handed_over'), false) as handed,
        coalesce(bool_or(e.type = 'case.opened' and e.payload ->> 'why' = 'imported'), false) as imported
      from platform.event e where e.tenant_id = ${tenant} and e.stream = c.id
    ) e
    cross join lateral (
      select case
        when c.due_at is null then null
        when c.status = 'closed' then c.closed_at <= c.due_at
        when c.due_at < ${ctx.now}::timestamptz then false
      end as in_time
    ) t
    cross join lateral (
      select case when c.lat is not null and c.lon is not null then ${gridX} end as x,
        case when c.lat is not null and c.lon is not null then ${gridY} end as y
    ) g
    cross join lateral (
      select count(*)::int as doubts, (count(*) filter (where q.decision = 'reopened'))::int as confirmed,
        (count(*) filter (where q.sure > 0))::int as sure, coalesce(sum(q.voices), 0)::int as voices,
        coalesce(sum(q.sure), 0)::int as sure_voices
      from voice.question q where q.tenant_id = ${tenant} and q.case_id = c.id
    ) q
    left join voice.still l on l.tenant_id = ${tenant} and l.case_id = c.id
    cross join lateral (
      select q.voices + coalesce(l.voices, 0) as voices, q.sure_voices + coalesce(l.sure, 0) as sure
    ) v
    left join voice.survey s on s.tenant_id = ${tenant} and s.case_id = c.id
    where c.tenant_id = ${tenant} and c.id = any (${cases}) and c.kind = 'report' and not c.restricted
    on conflict (tenant_id, case_id) do update set type = excluded.type, area_id = excluded.area_id,
      unit_id = excluded.unit_id, public = excluded.public, closed = excluded.closed, due_at = excluded.due_at,
      in_time = excluded.in_time, late_why = excluded.late_why, reopened = excluded.reopened,
      answer_minutes = excluded.answer_minutes, fix_minutes = excluded.fix_minutes, status = excluded.status,
      opened_at = excluded.opened_at, fixed_at = excluded.fixed_at, x = excluded.x, y = excluded.y,
      spot = excluded.spot, doubts = excluded.doubts, confirmed = excluded.confirmed,
      doubts_sure = excluded.doubts_sure, voices_sure = excluded.voices_sure, voices_other = excluded.voices_other,
      asked = excluded.asked, fixed = excluded.fixed, mood = excluded.mood
    returning 1`.execute(ctx.db)
}

/** Open cases whose target has passed since they were counted. */
export async function newlyLate(ctx: Ctx, limit: number): Promise<Uuid[]> {
  const rows = await ctx.db
    .selectFrom('analytics.fact')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('in_time', 'is', null)
    .where('closed', '=', false)
    .where('due_at', '<', ctx.now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
  return rows.map((r) => r.case_id)
}

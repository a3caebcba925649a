import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

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

/**
 * Counts these cases anew, from the case as it is and its events. What is restricted is not counted at all.
 * Answers the months whose figures are to be made again.
 */
export async function countCases(ctx: Ctx, cases: readonly Uuid[]): Promise<string[]> {
  if (cases.length === 0) return []
  const tenant = ctx.tenant.id
  const gone = await sql<{ month: string }>`
    delete from analytics.fact f using cases.case c
    where f.tenant_id = ${tenant} and c.tenant_id = ${tenant} and c.id = f.case_id
      and f.case_id = any (${[...cases]}::uuid[]) and c.restricted
    returning f.month::text`.execute(ctx.db)
  const counted = await sql<{ month: string }>`
    insert into analytics.fact as f (tenant_id, case_id, month, type, area_id, unit_id, public, closed, due_at, in_time,
      late_why, reopened, answer_minutes, fix_minutes)
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
      (extract(epoch from c.closed_at - c.opened_at) / 60)::int
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
    where c.tenant_id = ${tenant} and c.id = any (${[...cases]}::uuid[]) and c.kind = 'report' and not c.restricted
    on conflict (tenant_id, case_id) do update set type = excluded.type, area_id = excluded.area_id,
      unit_id = excluded.unit_id, public = excluded.public, closed = excluded.closed, due_at = excluded.due_at,
      in_time = excluded.in_time, late_why = excluded.late_why, reopened = excluded.reopened,
      answer_minutes = excluded.answer_minutes, fix_minutes = excluded.fix_minutes
    returning f.month::text`.execute(ctx.db)
  return [...new Set([...gone.rows, ...counted.rows].map((r) => r.month))]
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

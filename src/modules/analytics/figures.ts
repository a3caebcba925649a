import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { classOf } from './spread.ts'

/** The figures of one month and one value of a dimension. */
export interface Figure {
  /** The first day of the month, `2026-11-01`. */
  month: string
  dim: 'all' | 'type' | 'area' | 'unit'
  value: string
  received: number
  closed: number
  judged: number
  in_time: number
  reopened: number
  /** Class of duration → how many. */
  answer: Record<string, number>
  fix: Record<string, number>
  /** Reason → how many. */
  late: Record<string, number>
}

/** Makes figures of the facts that `where` leaves (a condition on `analytics.fact f`), in one pass. */
export const figuresOf = (ctx: Ctx, where: RawBuilder<unknown>): RawBuilder<Figure> => sql<Figure>`
  with f as materialized (
    select f.month, d.dim, d.value, f.closed, f.in_time, f.reopened, f.late_why,
      ${classOf(sql`f.answer_minutes`)} as answer, ${classOf(sql`f.fix_minutes`)} as fix
    from analytics.fact f
    cross join lateral (values ('all', ''), ('type', f.type), ('area', coalesce(f.area_id::text, '')),
      ('unit', coalesce(f.unit_id::text, ''))) d (dim, value)
    where f.tenant_id = ${ctx.tenant.id} and ${where}
  ), counted as (
    select month, dim, value, count(*)::int as received, (count(*) filter (where closed))::int as closed,
      count(in_time)::int as judged, (count(*) filter (where in_time))::int as in_time,
      (count(*) filter (where reopened))::int as reopened
    from f group by month, dim, value
  ), spread as (
    select month, dim, value, coalesce(jsonb_object_agg(key, n) filter (where of = 'answer'), '{}') as answer,
      coalesce(jsonb_object_agg(key, n) filter (where of = 'fix'), '{}') as fix,
      coalesce(jsonb_object_agg(key, n) filter (where of = 'late'), '{}') as late
    from (
      select month, dim, value, k.of, k.key, count(*)::int as n from f
      cross join lateral (values ('answer', answer::text), ('fix', fix::text), ('late', late_why)) k (of, key)
      where k.key is not null
      group by month, dim, value, k.of, k.key
    ) k group by month, dim, value
  )
  select c.month::text, c.dim, c.value, c.received, c.closed, c.judged, c.in_time, c.reopened,
    coalesce(s.answer, '{}') as answer, coalesce(s.fix, '{}') as fix, coalesce(s.late, '{}') as late
  from counted c left join spread s using (month, dim, value)`

/** Makes the figures of these months again, whole: a figure never drifts away from what it counts. */
export async function renewMonths(ctx: Ctx, months: readonly string[]): Promise<void> {
  const tenant = ctx.tenant.id
  for (const month of months) {
    await sql`delete from analytics.figure where tenant_id = ${tenant} and month = ${month}::date`.execute(
      ctx.db,
    )
    for (const open of [true, false]) {
      const which = sql`f.month = ${month}::date ${open ? sql`and f.public` : sql``}`
      await sql`
        insert into analytics.figure (tenant_id, public, month, dim, value, received, closed, judged, in_time, reopened,
          answer, fix, late)
        select ${tenant}::uuid, ${open}::boolean, x.month::date, x.dim, x.value, x.received, x.closed, x.judged,
          x.in_time, x.reopened, x.answer, x.fix, x.late
        from (${figuresOf(ctx, which)}) x returning month`.execute(ctx.db)
    }
  }
}

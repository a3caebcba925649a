import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { InBoth } from '#modules/forms/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { NumbersFilter } from './numbers.ts'

export interface LateCase {
  number: string
  title: InBoth
  dueAt: Date
  closedAt: Date | null
  why: string
}

/** The cases that missed their target last, of those that the actor may open, with the reason. Throws Forbidden. */
export async function lateCases(ctx: Ctx, filter: NumbersFilter, size = 20): Promise<LateCase[]> {
  if (!may(ctx.actor, 'numbers.read')) throw new Forbidden()
  const { rows } = await sql<{
    number: string
    title: string
    title_en: string
    due_at: Date
    closed_at: Date | null
    late_why: string
  }>`
    select c.number, c.title, c.title_en, f.due_at, c.closed_at, f.late_why
    from analytics.fact f join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = f.case_id
    where f.tenant_id = ${ctx.tenant.id} and f.in_time = false and ${visibleCases(ctx)}
      and f.month between ${`${filter.from}-01`}::date and ${`${filter.until}-01`}::date
      ${filter.type ? sql`and f.type = ${filter.type}` : sql``}
      ${filter.areaId ? sql`and f.area_id = ${filter.areaId}::uuid` : sql``}
    order by f.due_at desc, f.case_id limit ${size}`.execute(ctx.db)
  return rows.map((r) => ({
    number: r.number,
    title: { de: r.title, en: r.title_en },
    dueAt: r.due_at,
    closedAt: r.closed_at,
    why: r.late_why,
  }))
}

import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { conditions, type ReportFilter } from './public-list.ts'

/** Above this a count says "more than": nobody reads further, and counting on would cost more than it tells. */
export const MOST_COUNTED = 5000

/** How many public reports a filter leaves, counted up to `MOST_COUNTED` + 1. */
export async function countReports(ctx: Ctx, filter: ReportFilter): Promise<number> {
  const { after: _, near: __, ...all } = filter
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from cases.case c
      where c.tenant_id = ${ctx.tenant.id} and c.public and ${visibleCases(ctx)} and ${conditions(ctx, all)}
      limit ${MOST_COUNTED + 1}
    ) counted`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

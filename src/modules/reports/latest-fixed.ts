import { sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, toCase, visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface FixedReport extends Case {
  before: Uuid | null
  after: Uuid | null
}

/** What was put right in the last 30 days, newest first; those that can show it in pictures come before the others. */
export async function latestFixed(ctx: Ctx, size = 3): Promise<FixedReport[]> {
  const tenant = ctx.tenant.id
  const since = new Date(ctx.now.getTime() - 30 * 86_400_000)
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const photo = (stages: string[]) => sql`(
    select f.id from files.file f
    where f.tenant_id = ${tenant} and f.folder_id = c.id and f.visibility = 'public' and f.removed_at is null
      and f.stage = any (${stages}::text[])
    order by f.stage, f.position limit 1)`
  const { rows } = await sql<CaseRow & { before: Uuid | null; after: Uuid | null }>`
    select ${columns}, ${photo(['before', 'report'])} as before, ${photo(['after'])} as after
    from (
      select * from cases.case c
      where c.tenant_id = ${tenant} and c.public and c.kind = 'report' and c.status = 'closed' and c.outcome = 'fixed'
        and c.updated_at >= ${since} and ${visibleCases(ctx)}
      order by c.updated_at desc limit 200
    ) c
    order by (${photo(['after'])} is not null) desc, c.closed_at desc limit ${size}`.execute(ctx.db)
  return rows.map((r) => ({ ...toCase(r), before: r.before, after: r.after }))
}

import { sql } from 'kysely'
import { type Outcome, visibleCases } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Something that publicly happened to a report after it came in. */
export interface ReportUpdate {
  id: Uuid
  number: string
  type:
    | 'case.scheduled'
    | 'case.started'
    | 'case.replied'
    | 'case.closed'
    | 'case.reopened'
    | 'case.forwarded'
  outcome: Outcome | null
  /** What the town said with it. */
  word: string | null
  at: Date
}

const told = [
  'case.scheduled',
  'case.started',
  'case.replied',
  'case.closed',
  'case.reopened',
  'case.forwarded',
]

/** What happened to public reports in a time, oldest first: found by the reports that changed since. */
export async function reportUpdates(
  ctx: Ctx,
  { from, until }: { from: Date; until: Date },
  limit = 1000,
): Promise<ReportUpdate[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<ReportUpdate>`
    select e.id, c.number, e.type, e.payload ->> 'outcome' as outcome, m.body as word, e.at
    from cases.case c
    join platform.event e on e.tenant_id = ${tenant} and e.stream = c.id
    left join cases.message m on m.tenant_id = ${tenant} and m.case_id = c.id and m.visibility = 'public'
      and m.id::text = e.payload ->> 'message'
    where c.tenant_id = ${tenant} and c.public and c.kind = 'report' and c.updated_at >= ${from} and ${visibleCases(ctx)}
      and e.at >= ${from} and e.at <= ${until} and e.type = any (${told}::text[])
      and (e.type <> 'case.replied' or m.id is not null)
    order by e.at, e.id limit ${limit}`.execute(ctx.db)
  return rows
}

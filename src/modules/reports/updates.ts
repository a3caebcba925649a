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
  /** Passed on to another authority whose work is followed here. */
  follow: boolean
  /** What the town said with it. */
  word: string | null
  /** Of an ending: public photos of what was done. */
  photos: readonly Uuid[]
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

export interface UpdateFilter {
  from: Date
  until: Date
  /** Only of these reports. */
  numbers?: readonly string[] | undefined
  limit?: number
  offset?: number
}

/** What happened to public reports in a time, oldest first: found by the reports that changed since. */
export async function reportUpdates(
  ctx: Ctx,
  { from, until, numbers, limit = 1000, offset = 0 }: UpdateFilter,
): Promise<ReportUpdate[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<ReportUpdate>`
    select e.id, c.number, e.type, e.payload ->> 'outcome' as outcome,
      coalesce(e.payload ->> 'follow' = 'true', false) as follow, m.body as word, e.at,
      case when e.type = 'case.closed' then array(
        select f.id::text from files.file f
        where f.tenant_id = ${tenant} and f.folder_id = c.id and f.visibility = 'public' and f.stage = 'after'
          and f.removed_at is null and not f.restricted
        order by f.position, f.id limit 10) else '{}' end as photos
    from cases.case c
    join platform.event e on e.tenant_id = ${tenant} and e.stream = c.id
    left join cases.message m on m.tenant_id = ${tenant} and m.case_id = c.id and m.visibility = 'public'
      and not m.restricted and m.id::text = e.payload ->> 'message'
    where c.tenant_id = ${tenant} and c.public and c.kind = 'report' and c.updated_at >= ${from} and ${visibleCases(ctx)}
      and ${numbers ? sql`c.number = any (${[...numbers]}::text[])` : sql`true`}
      and e.at >= ${from} and e.at <= ${until} and e.type = any (${told}::text[])
      and (e.type <> 'case.replied' or m.id is not null)
    order by e.at, e.id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

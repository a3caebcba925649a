import { sql } from 'kysely'
import { type Case, visibleCase } from '#modules/cases/index.ts'
import type { Answers } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

export interface Report {
  case: Case
  text: string
  messageId: Uuid
  answers: Answers
  placedBy: string
  /** Within how many metres of the place it is, where nobody knew exactly. */
  roughly: number | null
}

/** A report by its case's id or number, as far as the actor may see it. Throws NotFound. */
export async function reportOf(ctx: Ctx, idOrNumber: string): Promise<Report> {
  const c = await visibleCase(ctx, idOrNumber)
  const { rows } = await sql<{
    message_id: Uuid
    answers: Answers
    placed_by: string
    body: string
    metres: number | null
  }>`
    select r.message_id, r.answers, r.placed_by, m.body, p.metres
    from reports.report r
    join cases.message m on m.tenant_id = ${ctx.tenant.id} and m.id = r.message_id
    left join reports.rough_place p on p.tenant_id = ${ctx.tenant.id} and p.case_id = r.case_id
    where r.tenant_id = ${ctx.tenant.id} and r.case_id = ${c.id}`.execute(ctx.db)
  const r = rows[0]
  if (!r) throw new NotFound()
  return {
    case: c,
    text: r.body,
    messageId: r.message_id,
    answers: r.answers,
    placedBy: r.placed_by,
    roughly: r.metres,
  }
}

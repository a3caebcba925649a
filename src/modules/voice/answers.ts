import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { InBoth } from '#modules/forms/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Fixed } from './answering.ts'

export interface GivenAnswer {
  number: string
  title: InBoth
  unitId: Uuid | null
  /** To the day: it is nobody's business who answered when. */
  at: Date
  fixed: Fixed
  mood: number | null
  words: string | null
}

interface Row {
  number: string
  title: string
  title_en: string
  unit_id: Uuid | null
  type: string
  answered_at: Date
  fixed: string
  mood: number | null
  body: string | null
}

/** The answers to the question after closing, newest first, of cases that the actor sees. Throws Forbidden. */
export async function givenAnswers(
  ctx: Ctx,
  { caseId, wordsOnly = false, limit = 50 }: { caseId?: Uuid; wordsOnly?: boolean; limit?: number } = {},
): Promise<GivenAnswer[]> {
  if (!may(ctx.actor, 'voice.read')) throw new Forbidden()
  const parts: RawBuilder<unknown>[] = [sql`s.answered_at is not null`]
  if (caseId) parts.push(sql`s.case_id = ${caseId}`)
  if (wordsOnly) parts.push(sql`s.body is not null`)
  const { rows } = await sql<Row>`
    select c.number, c.title, c.title_en, c.unit_id, c.type, s.answered_at, s.fixed, s.mood, s.body
    from voice.survey s join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = s.case_id
    where s.tenant_id = ${ctx.tenant.id} and ${visibleCases(ctx)} and ${sql.join(parts, sql` and `)}
    order by s.answered_at desc, s.case_id limit ${limit}`.execute(ctx.db)
  return rows
    .filter((r) => may(ctx.actor, 'voice.read', r.unit_id, r.type))
    .map((r) => ({
      number: r.number,
      title: { de: r.title, en: r.title_en },
      unitId: r.unit_id,
      at: r.answered_at,
      fixed: r.fixed as Fixed,
      mood: r.mood,
      words: r.body,
    }))
}

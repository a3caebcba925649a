import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Answers } from '#modules/forms/index.ts'
import { showAnswers } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { catalogue } from './category.ts'

/** What reporters answered to the questions of their categories, in words, by case: for the export of a person. */
export async function reportAnswers(
  ctx: Ctx,
  cases: readonly Uuid[],
): Promise<Map<Uuid, { label: string; value: string }[]>> {
  if (cases.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('reports.report as r')
    .innerJoin('cases.case as c', (join) =>
      join
        .onRef('c.tenant_id', '=', 'r.tenant_id')
        .onRef('c.id', '=', 'r.case_id')
        .on('c.tenant_id', '=', ctx.tenant.id),
    )
    .select(['r.case_id', 'r.answers', 'c.type'])
    .where('r.tenant_id', '=', ctx.tenant.id)
    .where('r.case_id', 'in', [...cases])
    .execute()
  const { byCode } = await catalogue(ctx)
  return new Map(
    rows.map((r) => {
      const category = byCode.get(r.type)
      const shown = category ? showAnswers(category.questions, r.answers as Answers, ctx.lang) : []
      return [r.case_id, shown.map(({ label, value }) => ({ label, value }))]
    }),
  )
}

/** Kinds of questions whose answers say nothing of a person: chosen, counted or dated, never typed. */
const harmless: ReadonlySet<string> = new Set(['choice', 'multichoice', 'yesno', 'number', 'date'])

/** What was answered to such questions on public reports, by case; free words stay with the town. */
export async function publicAnswers(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, Answers>> {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<{ case_id: Uuid; type: string; answers: Answers }>`
    select r.case_id, c.type, r.answers from reports.report r
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = r.case_id
    where r.tenant_id = ${ctx.tenant.id} and r.case_id = any (${[...cases]}::uuid[]) and c.public
      and ${visibleCases(ctx)} and r.answers <> '{}'::jsonb`.execute(ctx.db)
  const { byCode } = await catalogue(ctx)
  return new Map(
    rows.map(({ case_id, type, answers }) => {
      const questions = byCode.get(type)?.questions ?? []
      const shown = new Set(questions.filter((q) => harmless.has(q.kind) && !q.automated).map((q) => q.code))
      return [case_id, Object.fromEntries(Object.entries(answers).filter(([code]) => shown.has(code)))]
    }),
  )
}

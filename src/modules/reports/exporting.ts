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

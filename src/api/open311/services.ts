import { toOpen311Attribute } from '#modules/forms/index.ts'
import { type Category, catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Value } from './xml.ts'

/** The town's categories as services. A place that is given changes nothing: every one is offered in the whole town. */
export async function services(ctx: Ctx): Promise<Value[]> {
  const { all, groups } = await catalogue(ctx)
  const names = new Map(groups.map((g) => [g.code, g.name[ctx.lang]]))
  return all.map((category) => ({
    service_code: category.code,
    service_name: category.name[ctx.lang],
    description: category.description[ctx.lang] || null,
    metadata: category.questions.length > 0,
    type: 'realtime',
    // The list is parted by commas, so a keyword holds none.
    keywords: category.keywords[ctx.lang].map((word) => word.replaceAll(',', ' ')).join(',') || null,
    group: names.get(category.group) ?? null,
  }))
}

/** What is asked beside the description. Throws NotFound for an unknown service. */
export async function serviceDefinition(ctx: Ctx, code: string): Promise<Value> {
  const category: Category | undefined = (await catalogue(ctx)).byCode.get(code)
  if (!category) throw new NotFound('open311.service', { code })
  return {
    service_code: category.code,
    attributes: category.questions.map((question) => ({ ...toOpen311Attribute(question, ctx.lang) })),
  }
}

import { createRoute, z } from '@hono/zod-openapi'
import { districts } from '#modules/geo/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { asPublic, json, v1App } from './app.ts'
import { category, district } from './schemas.ts'

const categories = createRoute({
  method: 'get',
  path: '/categories',
  tags: ['Reference'],
  summary: 'What can be reported, and what is asked about it',
  responses: { 200: json(z.array(category), 'All categories') },
})

const areas = createRoute({
  method: 'get',
  path: '/districts',
  tags: ['Reference'],
  summary: 'The town’s districts',
  responses: { 200: json(z.array(district), 'All districts') },
})

export const referenceRoutes = v1App()
  .openapi(categories, async (c) => {
    const { groups } = await asPublic(c, catalogue)
    const all = groups.flatMap((group) =>
      group.categories.map((k) => ({
        code: k.code,
        group: { code: group.code, name: group.name },
        name: k.name,
        description: k.description,
        keywords: { de: [...k.keywords.de], en: [...k.keywords.en] },
        public: k.public,
        targetHours: k.targetHours,
        questions: k.questions.map(({ code, kind, label, hint, required, options }) => ({
          code,
          kind,
          label,
          ...(hint && { hint }),
          required,
          ...(options && { options }),
        })),
      })),
    )
    return c.json(all, 200, { 'Access-Control-Allow-Origin': '*' })
  })
  .openapi(areas, async (c) => {
    const all = await asPublic(c, districts)
    return c.json(
      all.map(({ code, name }) => ({ code, name })),
      200,
      { 'Access-Control-Allow-Origin': '*' },
    )
  })

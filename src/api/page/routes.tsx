import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { townBox } from '#modules/geo/index.ts'
import { catalogue, publicReports } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'
import { openApi } from '../v1/routes.ts'
import { ApiPage } from './api-page.tsx'
import { examples, type Subject } from './examples.ts'
import { operationGroups } from './operations.ts'

/** The page for people who write programs. */
export const apiPageRoutes = new Hono<Env>().get(paths.api, (c) =>
  c.get('tx')(async (ctx) => {
    const view = await viewOf(c, ctx, 'portal')
    const subject = await subjectOf(ctx, view.demo)
    return page(c, <ApiPage view={view} groups={operationGroups(openApi())} examples={examples(subject)} />)
  }),
)

/** A category, a place and a report of this very town, so that what is copied works. */
async function subjectOf(ctx: Ctx, demo: boolean): Promise<Subject> {
  const [{ all }, box, { reports }] = await Promise.all([
    catalogue(ctx),
    townBox(ctx),
    publicReports(ctx, {}, 1),
  ])
  const plain = all.find((k) => k.public && k.questions.every((q) => !q.required)) ?? all[0]
  return {
    base: ctx.tenant.publicUrl,
    service: plain?.code ?? 'schlagloch',
    place: reports[0]?.place ?? box?.centre ?? { lat: 50.1264, lon: 8.9283 },
    number: reports[0]?.number ?? `${ctx.now.getUTCFullYear()}-1`,
    key: demo ? 'demo' : 'IHR_SCHLUESSEL',
  }
}

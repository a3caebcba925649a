import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { askedNumbers } from '#http/numbers/asked.ts'
import { csvHeaders, numbersCsv } from '#http/numbers/csv.ts'
import { NumbersBody } from '#http/numbers/figures.tsx'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { publicNumbers, withoutSmall } from '#modules/analytics/index.ts'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** What everybody may know of the town's work: public reports only, and no small groups. */
export const statisticsRoutes = new Hono<Env>()
  .get(paths.statistics, (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const asked = await askedNumbers(ctx, new URL(c.req.url).searchParams)
      const [view, numbers] = await Promise.all([viewOf(c, ctx, 'portal'), publicNumbers(ctx, asked.filter)])
      return page(
        c,
        <PortalLayout
          view={view}
          title={view.t('numbers.public.title')}
          description={view.t('numbers.public.lead')}
          trail={[{ label: view.t('numbers.public.title') }]}
          width="wide"
        >
          <PageTitle lead={view.t('numbers.public.lead')}>{view.t('numbers.public.title')}</PageTitle>
          <NumbersBody
            view={view}
            asked={asked}
            numbers={withoutSmall(numbers)}
            path={paths.statistics}
            csvPath={paths.statisticsCsv}
          />
        </PortalLayout>,
      )
    })
  })
  .get(paths.statisticsCsv, (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const asked = await askedNumbers(ctx, new URL(c.req.url).searchParams)
      const [view, numbers] = await Promise.all([viewOf(c, ctx, 'portal'), publicNumbers(ctx, asked.filter)])
      return c.body(numbersCsv(view, asked, withoutSmall(numbers)), 200, csvHeaders('statistik'))
    })
  })

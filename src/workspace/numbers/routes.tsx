import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { askedNumbers } from '#http/numbers/asked.ts'
import { csvHeaders, numbersCsv } from '#http/numbers/csv.ts'
import { NumbersBody } from '#http/numbers/figures.tsx'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { lateCases, townNumbers } from '#modules/analytics/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { LateTable } from './late-table.tsx'

/** The town's numbers, for its own people; which cases were late, of those that one may open. */
export const numbersRoutes = new Hono<Env>()
  .use(paths.numbers, staffOnly)
  .use(paths.numbersCsv, staffOnly)
  .get(paths.numbers, (c) =>
    c.get('tx')(async (ctx) => {
      const asked = await askedNumbers(ctx, new URL(c.req.url).searchParams)
      const [view, numbers, late] = await Promise.all([
        viewOf(c, ctx, 'workspace'),
        townNumbers(ctx, asked.filter),
        lateCases(ctx, asked.filter),
      ])
      return page(
        c,
        <WorkspaceLayout view={view} title={view.t('numbers.title')}>
          <PageTitle
            lead={view.t('numbers.lead')}
            actions={
              <>
                <ButtonLink href={paths.voices}>{view.t('voice.staff.title')}</ButtonLink>
                <ButtonLink href={paths.repeats}>{view.t('objects.repeats.title')}</ButtonLink>
              </>
            }
          >
            {view.t('numbers.title')}
          </PageTitle>
          <NumbersBody
            view={view}
            asked={asked}
            numbers={numbers}
            path={paths.numbers}
            csvPath={paths.numbersCsv}
          >
            {late.length > 0 && <LateTable view={view} cases={late} />}
          </NumbersBody>
        </WorkspaceLayout>,
      )
    }),
  )
  .get(paths.numbersCsv, (c) =>
    c.get('tx')(async (ctx) => {
      const asked = await askedNumbers(ctx, new URL(c.req.url).searchParams)
      const [view, numbers] = await Promise.all([viewOf(c, ctx, 'workspace'), townNumbers(ctx, asked.filter)])
      return c.body(numbersCsv(view, asked, numbers), 200, csvHeaders('zahlen'))
    }),
  )

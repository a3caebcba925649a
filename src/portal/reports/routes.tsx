import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { historyOf } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { countReports, objectOfReport, publicReports, reportOf } from '#modules/reports/index.ts'
import { tallyOf } from '#modules/voice/index.ts'
import { NotFound } from '#platform/errors.ts'
import { togetherOf } from '../following/together.ts'
import { readFilter } from './filter.ts'
import { ListPage } from './list-page.tsx'
import { officesOf } from './offices.tsx'
import { ReportPage } from './report-page.tsx'
import { situation } from './status.ts'

/** A page of the list. */
const PAGE = 50

export const reportsRoutes = new Hono<Env>()
  .get('/meldungen', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const filter = await readFilter(ctx, new URL(c.req.url).searchParams)
      const [view, { reports, next }, count] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        publicReports(ctx, filter.filter, PAGE),
        countReports(ctx, filter.filter),
      ])
      return page(c, <ListPage view={view} filter={filter} reports={reports} next={next} count={count} />)
    })
  })
  .get('/meldungen/:number', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const report = await reportOf(ctx, c.req.param('number'))
      // Staff see more in the workspace; here even they see what everybody sees.
      if (!report.case.public) throw new NotFound()
      const [view, now, history, photos, areas, picture, tally, together, object] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        situation(ctx, report.case, 'public'),
        historyOf(ctx, report.case, 'public'),
        photosOf(ctx, [report.case.id]),
        districts(ctx),
        report.case.place
          ? placePicture(ctx, report.case.place, {
              width: 640,
              height: 420,
              what: report.case.title[ctx.lang],
            })
          : null,
        tallyOf(ctx, report.case),
        togetherOf(ctx, report.case),
        objectOfReport(ctx, report.case.id),
      ])
      const offices = await officesOf(ctx, report.case.id, history)
      return page(
        c,
        <ReportPage
          view={view}
          report={report}
          situation={now}
          history={history}
          offices={offices}
          photos={photos.filter((p) => p.visibility === 'public')}
          district={areas.find((a) => a.id === report.case.areaId)?.name ?? null}
          picture={picture}
          tally={tally}
          together={together}
          object={object}
        />,
      )
    })
  })

import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { recordCase } from '#modules/cases/index.ts'
import { paths } from '../../paths.ts'
import { actionRoutes } from './action-routes.tsx'
import { CasePage } from './case-page.tsx'
import { loadDesk, peopleIn } from './desk.ts'
import { doneSentence } from './done.ts'
import { recordMerged } from './doubles/doubles.ts'
import { doublesRoutes } from './doubles/routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { partnerRoutes } from './partner-routes.ts'
import { redactionRoutes } from './redaction-routes.tsx'
import { streamFilters } from './stream.tsx'

/** Where staff work: the list, a case, and everything that may be done to it. */
export const caseRoutes = new Hono<Env>()
  .use(paths.cases, staffOnly)
  .use(`${paths.cases}/*`, staffOnly)
  .route('/', listRoutes)
  .get(paths.case(':number'), (c) =>
    c.get('tx')(async (ctx) => {
      const asked = c.req.param('number')!
      const desk = await loadDesk(c, ctx, asked)
      // Mails and events know ids; people read numbers.
      if (asked !== desk.case.number) return c.redirect(paths.case(desk.case.number), 303)
      recordCase(ctx, desk.case, peopleIn(desk))
      recordMerged(ctx, desk.doubles)
      const filter = streamFilters.find((f) => f === c.req.query('zeige')) ?? 'alles'
      return page(
        c,
        <CasePage desk={desk} filter={filter} done={doneSentence(ctx, c.req.query('getan'), undefined)} />,
      )
    }),
  )
  .route('/', doublesRoutes)
  .route('/', redactionRoutes)
  .route('/', partnerRoutes)
  .route('/', actionRoutes)

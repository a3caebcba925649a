import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { DEVICE_COOKIE, SESSION_COOKIE, staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import {
  accessHistory,
  accountById,
  endOtherSessions,
  endSession,
  factorsOf,
  sessionsOf,
} from '#modules/identity/index.ts'
import { needsFactor } from '#modules/organisation/index.ts'
import { paths } from '../../paths.ts'
import { AccessPage } from './access-page.tsx'
import { factorRoutes } from './factor-routes.tsx'
import { HistoryPage } from './history-page.tsx'
import { backWith, doneThings, me } from './own.ts'
import { passwordRoutes } from './password-routes.tsx'

/** One's own sign-in: everybody on the staff looks after their own, and nobody else's. */
export const accessRoutes = new Hono<Env>()
  .use(paths.access, staffOnly)
  .use(`${paths.access}/*`, staffOnly)
  .get(paths.access, (c) =>
    c.get('tx')(async (ctx) => {
      const id = me(c)
      const [view, account, factors, required, sessions, events] = await Promise.all([
        viewOf(c, ctx, 'workspace'),
        accountById(ctx, id),
        factorsOf(ctx, id),
        needsFactor(ctx, id),
        sessionsOf(ctx, id, getCookie(c, SESSION_COOKIE)),
        accessHistory(ctx, id, 8),
      ])
      const done = doneThings.find((known) => known === c.req.query('getan')) ?? null
      return page(c, <AccessPage {...{ view, account, factors, required, sessions, events, done }} />)
    }),
  )
  .get(paths.accessHistory, (c) =>
    c.get('tx')(async (ctx) => {
      const events = await accessHistory(ctx, me(c), 100)
      return page(c, <HistoryPage view={await viewOf(c, ctx, 'workspace')} events={events} />)
    }),
  )
  .post(paths.accessSessions, async (c) => {
    const token = getCookie(c, SESSION_COOKIE) ?? ''
    await c.get('tx')((ctx) => endOtherSessions(ctx, me(c), token, getCookie(c, DEVICE_COOKIE)))
    return backWith(c, 'sitzungen')
  })
  .get(paths.accessSessions, (c) => c.redirect(paths.access, 303))
  .get(paths.accessSession(':id'), (c) => c.redirect(paths.access, 303))
  .post(paths.accessSession(':id'), async (c) => {
    await c.get('tx')((ctx) => endSession(ctx, me(c), c.req.param('id')!))
    return backWith(c, 'sitzung')
  })
  .route('/', factorRoutes)
  .route('/', passwordRoutes)

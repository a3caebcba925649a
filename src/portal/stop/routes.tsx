import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { stopNotifying } from '#modules/cases/index.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { StopPage } from './stop-page.tsx'

const limits = new RateLimit()

/**
 * The stop link of mails. Opening it only asks, because mail programs open links to look at them; the button acts,
 * and so does a mail program's own (RFC 8058: a POST without cookies and without an origin).
 */
export const stopRoutes = new Hono<Env>()
  .use('/abmelden/:token', async (c, next) => {
    limit(c, limits, 'stop', 30)
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    // The link stays between us and the person. Not `no-referrer`: with it browsers send `Origin: null` (Fetch, 4.9).
    c.res.headers.set('Referrer-Policy', 'same-origin')
    c.res.headers.set('X-Robots-Tag', 'noindex')
  })
  .get('/abmelden/:token', (c) =>
    c.get('tx')(async (ctx) =>
      page(
        c,
        <StopPage
          view={await viewOf(c, ctx, 'portal')}
          token={c.req.param('token')}
          done={c.req.query('hinweis') === 'beendet'}
        />,
      ),
    ),
  )
  .post('/abmelden/:token', async (c) => {
    const token = c.req.param('token')
    if (!(await c.get('tx')((ctx) => stopNotifying(ctx, token)))) throw new NotFound()
    return c.redirect(`${paths.stop(token)}?hinweis=beendet`, 303)
  })

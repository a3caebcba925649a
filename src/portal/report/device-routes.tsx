import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { canMove, draftByToken, MOVE_MINUTES, moveDraft, moveToken } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { AccountDevicePage, DevicePage, TakeOverPage } from './device-page.tsx'
import { draftToken, keepDraft } from './draft-cookie.ts'
import { withDraft } from './open-draft.ts'

const limits = new RateLimit()

/** A report that was begun on one device is finished on another. */
export const deviceRoutes = new Hono<Env>()
  .use('/melden/uebernehmen/:link', async (c, next) => {
    limit(c, limits, 'report.move', 60)
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('X-Robots-Tag', 'noindex')
  })
  .get(paths.reportDevice, async (c) => {
    const found = await withDraft(c, async (ctx, draft) => {
      const view = await viewOf(c, ctx, 'portal')
      if (ctx.actor.kind === 'citizen') return <AccountDevicePage view={view} />
      const link = ctx.tenant.publicUrl + paths.reportMove(await moveToken(ctx, draft.id, draftToken(c)!))
      return <DevicePage view={view} link={link} minutes={MOVE_MINUTES} />
    })
    c.header('Cache-Control', 'no-store')
    return found instanceof Response ? found : page(c, found)
  })
  .get('/melden/uebernehmen/:link', (c) =>
    c.get('tx')(async (ctx) => {
      const link = c.req.param('link')
      const [view, good] = [await viewOf(c, ctx, 'portal'), await canMove(ctx, link)]
      const token = draftToken(c)
      const own = token ? await draftByToken(ctx, token) : null
      const begun = own !== null && !own.submitted && Object.keys(own.answers).length > 0
      return page(c, <TakeOverPage view={view} link={link} good={good} begun={begun} />, good ? 200 : 404)
    }),
  )
  .post('/melden/uebernehmen/:link', async (c) => {
    const link = c.req.param('link')
    const token = await c.get('tx')((ctx) => moveDraft(ctx, link))
    // Pressed twice, it is this device's already; otherwise the page says that the link is used up.
    if (!token) return c.redirect(draftToken(c) ? paths.reportStep('weiter') : paths.reportMove(link), 303)
    keepDraft(c, token)
    return c.redirect(paths.reportStep('weiter'), 303)
  })

import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { refusedWords } from '#http/photos.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { pageFiles, serviceWorker } from '#http/service-worker.ts'
import { viewOf } from '#http/view.ts'
import { reporterOf } from '#modules/cases/index.ts'
import { catalogue, reportOf } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { inTx } from '#platform/context/transaction.ts'
import { randomToken } from '#platform/secret.ts'
import { keepDraft, noteSent } from '../draft-cookie.ts'
import { Given } from '../journey.ts'
import { OfflinePage } from './offline-page.tsx'
import { isKey, type Taken, takeOffline } from './taking.ts'

// A whole excursion comes back into the net at the same moment, from one address.
const limits = new RateLimit(10 * 60_000)

/** A report on one page: for places without network, and for whoever likes it short. */
export const offlineRoutes = new Hono<Env>()
  .get(paths.reportOffline, async (c) => {
    const node = await c.get('tx')(async (ctx) => {
      const { groups } = await catalogue(ctx)
      return <OfflinePage view={await viewOf(c, ctx, 'portal')} groups={groups} key_={randomToken()} />
    })
    c.header('Cache-Control', 'no-cache')
    return page(c, node)
  })
  .get(
    paths.reportWorker,
    serviceWorker('report', (c) => {
      const assets = c.get('assets')
      return {
        page: paths.reportOffline,
        start: paths.report,
        files: [...assets.needs('islands/offline-report.js'), ...pageFiles.map(assets.url)],
      }
    }),
  )
  .post(paths.reportOffline, async (c) => {
    limit(c, limits, 'report.offline', 60)
    const given = new Given(await c.req.parseBody({ all: true }))
    const key = given.text('schluessel')
    if (!isKey(key)) throw new HTTPException(400)
    const taken = await takeOffline(c, key, given)
    if (taken.sent) noteSent(c)
    if (c.req.header('accept')?.includes('application/json')) return c.json(await told(c, taken))
    // Without scripts it is an ordinary form: on with what is missing, or to the receipt.
    keepDraft(c, key)
    return c.redirect(taken.sent ? paths.reportDone : paths.reportStep('weiter'), 303)
  })
  .post(paths.reportOfflineOn, async (c) => {
    const key = new Given(await c.req.parseBody()).text('schluessel')
    if (!isKey(key)) throw new HTTPException(400)
    keepDraft(c, key)
    return c.redirect(paths.reportStep('weiter'), 303)
  })

/** What the browser keeps of it and shows, once the words themselves are gone from there. */
async function told(c: Req, { draft, sent, refused, dangers }: Taken) {
  const lang = c.get('lang')
  const t = await c.get('tx')(async (ctx) => ctx.t)
  const said = {
    dangers: dangers.map(({ number, advice }) => ({ number, advice: advice[lang] })),
    refused: refused.map((one) => refusedWords(t, one)),
  }
  if (!sent) return { state: 'open', ...said }
  const holder = { kind: 'holder', case: draft.id, party: null } as const
  return inTx(c.get('platform'), { tenant: c.get('tenant'), actor: holder, lang }, async (ctx) => {
    const { case: report } = await reportOf(ctx, draft.id)
    const { trackingToken } = await reporterOf(ctx, draft.id)
    return { state: 'sent', number: report.number, link: paths.tracking(trackingToken), ...said }
  })
}

import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { serviceWorker } from '#http/service-worker.ts'
import { viewOf } from '#http/view.ts'
import { followedCases, unfollow } from '#modules/cases/index.ts'
import { ownAccount } from '#modules/citizens/index.ts'
import {
  CONFIRM_DAYS,
  confirmRequest,
  endSeries,
  lookAtRequest,
  managerByToken,
  manageToken,
  seriesByToken,
  subscriberById,
  subscriberOfDevice,
  subscribersOfAccount,
} from '#modules/subscriptions/index.ts'
import { ownFollowedWorks, unfollowWork } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { Sent } from '#portal/account/form.ts'
import { meOf } from '#portal/account/me.ts'
import { noteSent } from '#portal/report/draft-cookie.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { atAccount, atLink } from './at.ts'
import { ConfirmPage, EndedPage, OverPage, SentPage, StopPage } from './letter-pages.tsx'
import { manageRoutes } from './manage-routes.tsx'
import { subscribingRoutes } from './subscribing-routes.tsx'

const limits = new RateLimit()
const TRIES = 120

/** Links from letters: by a signed token, which is all that its bearer needs. */
const byLink = manageRoutes('/in-der-naehe/abos/:token', async (c, ctx) => {
  const token = c.req.param('token') ?? ''
  const id = await managerByToken(ctx, token.slice(0, 100))
  const subscriber = id && (await subscriberById(ctx, id))
  if (!subscriber) throw new NotFound()
  return { at: atLink(token), subscribers: [subscriber], me: null }
})

const byAccount = manageRoutes('/konto/abos', async (c, ctx) => {
  const { account } = await ownAccount(ctx)
  return {
    at: atAccount,
    subscribers: await subscribersOfAccount(ctx, account),
    me: await meOf(c, ctx),
    followed: { reports: await followedCases(ctx), works: await ownFollowedWorks(ctx) },
  }
})

/** Reports and works that they follow beside, each to be ended; pressed twice, the second finds nothing. */
const followed = new Hono<Env>()
  .post(paths.accountFollowedEnd(':number'), (c) => end(c, (ctx) => unfollow(ctx, c.req.param('number')!)))
  .post(paths.accountFollowedWorkEnd(':id'), (c) => end(c, (ctx) => unfollowWork(ctx, c.req.param('id')!)))

const end = async (c: Req, run: (ctx: Ctx) => Promise<void>): Promise<Response> => {
  await c.get('tx')(run)
  noteSent(c)
  return c.redirect(urlWith(paths.accountSubscriptions, { hinweis: 'ende' }), 303)
}

/** Near me: subscribing, confirming, managing, stopping. */
export const subscriptionRoutes = new Hono<Env>()
  .get('/in-der-naehe/sw.js', serviceWorker('push'))
  .route('/', subscribingRoutes)
  .use('/konto/abos', citizenOnly)
  .use('/konto/abos/*', citizenOnly)
  .route('/', followed)
  .route('/', byAccount)
  .use('/in-der-naehe/:what{abos|bestaetigung|stopp}/*', async (c, next) => {
    limit(c, limits, 'near', TRIES)
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('X-Robots-Tag', 'noindex')
    // The link stays between us and the person. Not `no-referrer`: with it browsers send `Origin: null` (Fetch, 4.9).
    c.res.headers.set('Referrer-Policy', 'same-origin')
  })
  .route('/', byLink)
  .get('/in-der-naehe/gesendet', (c) =>
    c.get('tx')(async (ctx) => {
      const { demo, smtpUrl } = c.get('platform').config
      const view = await viewOf(c, ctx, 'portal')
      return page(c, <SentPage view={view} days={CONFIRM_DAYS} kept={demo && !smtpUrl} />)
    }),
  )
  .get('/in-der-naehe/bestaetigung/:token', (c) =>
    c.get('tx')(async (ctx) => {
      const token = c.req.param('token').slice(0, 100)
      const request = await lookAtRequest(ctx, token)
      const view = await viewOf(c, ctx, 'portal')
      return request
        ? page(c, <ConfirmPage view={view} token={token} request={request} />)
        : page(c, <OverPage view={view} />, 404)
    }),
  )
  .post('/in-der-naehe/bestaetigung/:token', (c) =>
    c.get('tx')(async (ctx) => {
      const subscriber = await confirmRequest(ctx, c.req.param('token').slice(0, 100))
      if (!subscriber) return page(c, <OverPage view={await viewOf(c, ctx, 'portal')} />, 404)
      const mine = paths.nearMine(await manageToken(ctx, subscriber))
      return c.redirect(urlWith(mine, { hinweis: 'bestaetigt' }), 303)
    }),
  )
  .get('/in-der-naehe/stopp/:token', (c) =>
    c.get('tx')(async (ctx) => {
      const view = await viewOf(c, ctx, 'portal')
      const token = c.req.param('token').slice(0, 100)
      if (!(await seriesByToken(ctx, token))) return page(c, <OverPage view={view} />, 404)
      return c.req.query('hinweis') === 'beendet'
        ? page(c, <EndedPage view={view} />)
        : page(c, <StopPage view={view} token={token} />)
    }),
  )
  .post('/in-der-naehe/stopp/:token', async (c) => {
    const token = c.req.param('token').slice(0, 100)
    await c.get('tx')(async (ctx) => {
      const series = await seriesByToken(ctx, token)
      if (!series) throw new NotFound()
      await endSeries(ctx, series.subscriber, series.rhythm)
    })
    return c.redirect(urlWith(paths.nearStop(token), { hinweis: 'beendet' }), 303)
  })
  // What a device hears, for whoever holds it: both words are known to its browser and us alone.
  .post('/in-der-naehe/geraet', async (c) => {
    limit(c, limits, 'near-device', TRIES)
    const sent = await Sent.of(c)
    const [endpoint, auth] = [sent.text('endpoint', 2000), sent.text('auth', 100)]
    const mine = await c.get('publicTx')(async (ctx) => {
      const id = await subscriberOfDevice(ctx, { endpoint, auth })
      return id && paths.nearMine(await manageToken(ctx, id))
    })
    return c.json({ mine })
  })

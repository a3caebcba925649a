import { Hono, type MiddlewareHandler } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  type Case,
  caseToFollow,
  confirmFollowing,
  followableCase,
  followsCase,
  nobodyElse,
  unfollowAsCitizen,
  waitingFor,
} from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { noteSent } from '../report/draft-cookie.ts'
import { visitorOf } from './browser.ts'
import { ConfirmGone, ConfirmPage } from './confirm-page.tsx'
import { follow, followed } from './follow.ts'
import { FollowPage, type FollowPageProps } from './follow-page.tsx'

const limits = new RateLimit(10 * 60_000)
const WRITES = 30

/** Citizens as themselves; everybody else, staff too, as anybody: here they see what everybody sees. */
const txOf = (c: Req) => (c.get('actor').kind === 'citizen' ? c.get('tx') : c.get('publicTx'))

const just = [...followed, 'dabei', 'beendet'] as const

async function show(c: Req, ctx: Ctx, report: Case, more: { email?: string; error?: string } = {}) {
  if (ctx.actor.kind !== 'citizen') await visitorOf(c, ctx)
  const [view, photos, waiting, follows] = await Promise.all([
    viewOf(c, ctx, 'portal'),
    photosOf(ctx, [report.id]),
    waitingFor(ctx, [report.id]),
    followsCase(ctx, report),
  ])
  const asked = c.req.query('hinweis')
  const props: FollowPageProps = {
    view,
    actor: ctx.actor,
    report,
    photo: photos.find((p) => p.visibility === 'public')?.id ?? null,
    waiting: waiting.get(report.id) ?? nobodyElse,
    follows,
    just: more.error ? null : (just.find((one) => one === asked) ?? null),
    lost: c.req.query('fotos') === 'nicht',
    ...more,
  }
  c.header('Cache-Control', 'no-store')
  return page(c, <FollowPage {...props} />, more.error ? 422 : 200)
}

/** A link like a key: kept by no cache, found by no search engine. */
const secretive: MiddlewareHandler<Env> = async (c, next) => {
  limit(c, limits, 'follow.confirm', WRITES)
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('Referrer-Policy', 'same-origin')
  c.res.headers.set('X-Robots-Tag', 'noindex')
}

const gone = (c: Req): Promise<Response> =>
  c.get('publicTx')(async (ctx) => page(c, <ConfirmGone view={await viewOf(c, ctx, 'portal')} />, 404))

/** Following what others have reported: from its page, or instead of reporting it again. */
export const followingRoutes = new Hono<Env>()
  .get('/meldungen/:number/folgen', (c) =>
    txOf(c)(async (ctx) => {
      const asked = c.req.param('number')
      const report = await followableCase(ctx, asked)
      // It was merged with another one meanwhile: that is where the news are.
      if (report.number !== asked) return c.redirect(paths.follow(report.number), 303)
      return show(c, ctx, report)
    }),
  )
  .post('/meldungen/:number/folgen', async (c) => {
    limit(c, limits, 'follow', WRITES)
    const body = await c.req.parseBody()
    const email = typeof body.email === 'string' ? body.email.trim().slice(0, 320) : ''
    return txOf(c)(async (ctx) => {
      const report = await followableCase(ctx, c.req.param('number'))
      try {
        const hinweis = await follow(c, ctx, report, email)
        noteSent(c)
        return c.redirect(urlWith(paths.follow(report.number), { hinweis }), 303)
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        return show(c, ctx, report, { email, error: ctx.t(`error.${error.code}`) })
      }
    })
  })
  .post('/meldungen/:number/folgen/ende', async (c) => {
    if (c.get('actor').kind !== 'citizen') throw new NotFound()
    return txOf(c)(async (ctx) => {
      const report = await followableCase(ctx, c.req.param('number'))
      await unfollowAsCitizen(ctx, report)
      noteSent(c)
      return c.redirect(urlWith(paths.follow(report.number), { hinweis: 'beendet' }), 303)
    })
  })
  .use('/folgen/:token', secretive)
  .get('/folgen/:token', async (c) => {
    const token = c.req.param('token')
    return c
      .get('publicTx')(async (ctx) =>
        page(
          c,
          <ConfirmPage
            view={await viewOf(c, ctx, 'portal')}
            token={token}
            report={await caseToFollow(ctx, token)}
          />,
        ),
      )
      .catch((error) => {
        if (error instanceof NotFound) return gone(c)
        throw error
      })
  })
  .post('/folgen/:token', async (c) => {
    try {
      const report = await c.get('publicTx')((ctx) => confirmFollowing(ctx, c.req.param('token')))
      noteSent(c)
      return c.redirect(urlWith(paths.follow(report.number), { hinweis: 'dabei' }), 303)
    } catch (error) {
      if (error instanceof NotFound) return gone(c)
      throw error
    }
  })

import { Hono, type MiddlewareHandler } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  hasThanked,
  historyOf,
  isNotified,
  messagesOf,
  stopNotifyingHolder,
  thank,
  visibleCase,
} from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { showAnswers } from '#modules/forms/index.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { catalogue, reportOf } from '#modules/reports/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import { situation } from '#portal/reports/status.ts'
import { paths } from '../../paths.ts'
import { add, readAddition } from './adding.ts'
import { FindPage } from './find-page.tsx'
import { holderOf, readEntry } from './reading.ts'
import { TrackingPage, type TrackingPageProps } from './tracking-page.tsx'

const limits = new RateLimit()
const LOOKS_A_MINUTE = 60
const WRITES_A_MINUTE = 10

/** A link like a key: kept by no cache, told to no other page, found by no search engine. */
const secretive: MiddlewareHandler<Env> = async (c, next) => {
  limit(c, limits, 'tracking', LOOKS_A_MINUTE)
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  // To nobody else; not `no-referrer`, with which browsers send our own forms as from `Origin: null`.
  c.res.headers.set('Referrer-Policy', 'same-origin')
  c.res.headers.set('X-Robots-Tag', 'noindex')
}

async function show(c: Req, token: string, more: Partial<TrackingPageProps> = {}): Promise<Response> {
  const who = await holderOf(c, token)
  return inTx(c.get('platform'), who, async (ctx) => {
    const report = await reportOf(ctx, who.actor.case)
    const { case: own } = report
    const [view, now, history, messages, photos, areas, all, notified, thanked, picture] = await Promise.all([
      viewOf(c, ctx, 'portal'),
      situation(ctx, own, 'mine'),
      historyOf(ctx, own, 'parties'),
      messagesOf(ctx, own, 'parties'),
      photosOf(ctx, [own.id]),
      districts(ctx),
      catalogue(ctx),
      isNotified(ctx),
      hasThanked(ctx, own.id),
      own.place ? placePicture(ctx, own.place, { width: 640, height: 420, what: own.title[ctx.lang] }) : null,
    ])
    const just = c.req.query('hinweis')
    return page(
      c,
      <TrackingPage
        view={view}
        token={token}
        report={report}
        situation={now}
        history={history}
        messages={messages}
        photos={photos.filter((p) => p.visibility !== 'internal')}
        answers={showAnswers(all.byCode.get(own.type)?.questions ?? [], report.answers, ctx.lang)}
        district={areas.find((a) => a.id === own.areaId)?.name ?? null}
        picture={picture}
        notified={notified}
        mayThank={own.status === 'closed' && own.outcome === 'fixed' && !thanked}
        just={just === 'gesendet' || just === 'ruhe' || just === 'danke' ? just : null}
        {...more}
      />,
      more.draft ? 422 : 200,
    )
  })
}

const find = (c: Req, value?: string, error?: string): Promise<Response> =>
  c.get('tx')(async (ctx) =>
    page(
      c,
      <FindPage
        view={await viewOf(c, ctx, 'portal')}
        {...(value ? { value } : {})}
        {...(error ? { error: ctx.t(error) } : {})}
      />,
      error ? 422 : 200,
    ),
  )

export const trackingRoutes = new Hono<Env>()
  .get('/status', (c) => find(c))
  .post('/status', async (c) => {
    limit(c, limits, 'status', LOOKS_A_MINUTE)
    const body = await c.req.parseBody()
    const given = typeof body.eingabe === 'string' ? body.eingabe : ''
    const entered = readEntry(given)
    if (!entered)
      return find(c, given.slice(0, 300), given.trim() ? 'tracking.find.unreadable' : 'tracking.find.empty')
    if (entered.kind === 'token') return c.redirect(paths.tracking(entered.token), 303)
    const found = await c.get('tx')(async (ctx) =>
      visibleCase(ctx, entered.number).then(
        (one) => one.public && one.kind === 'report',
        (error) => {
          if (error instanceof NotFound) return false
          throw error
        },
      ),
    )
    return found
      ? c.redirect(paths.publicReport(entered.number), 303)
      : find(c, given.slice(0, 300), 'tracking.find.unknown')
  })
  .use('/status/:token', secretive)
  .use('/status/:token/*', secretive)
  .get('/status/:token', (c) => show(c, c.req.param('token')))
  .post('/status/:token/nachrichten', async (c) => {
    limit(c, limits, 'tracking-write', WRITES_A_MINUTE)
    const token = c.req.param('token')
    const who = await holderOf(c, token)
    const addition = await readAddition(c)
    const errors = await add(c, who, addition)
    if (errors.length > 0) return show(c, token, { draft: { text: addition.text, errors } })
    return c.redirect(`${paths.tracking(token)}?hinweis=gesendet#nachrichten`, 303)
  })
  .post('/status/:token/ruhe', async (c) => {
    const token = c.req.param('token')
    await inTx(c.get('platform'), await holderOf(c, token), stopNotifyingHolder)
    return c.redirect(`${paths.tracking(token)}?hinweis=ruhe`, 303)
  })
  .post('/status/:token/danke', async (c) => {
    const token = c.req.param('token')
    const who = await holderOf(c, token)
    await inTx(c.get('platform'), who, (ctx) => thank(ctx, who.actor.case))
    return c.redirect(`${paths.tracking(token)}?hinweis=danke`, 303)
  })

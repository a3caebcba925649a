import { Hono, type MiddlewareHandler } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { stopNotifyingOwn, thank, visibleCase } from '#modules/cases/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import { showChange, takeChange } from '#portal/own-words/change.tsx'
import type { Owner } from '#portal/own-words/owner.ts'
import { showPicture, takePicture } from '#portal/own-words/picture.tsx'
import { showWords, takeWords } from '#portal/own-words/words.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { add, readAddition } from './adding.ts'
import { casePage } from './case-page.tsx'
import { ClaimForm } from './claim-form.tsx'
import { claimCase, inOwnAccount, numberOf } from './claiming.ts'
import { FindPage } from './find-page.tsx'
import { trackingLinks } from './links.ts'
import { holderOf, readEntry } from './reading.ts'
import type { TrackingPageProps } from './tracking-page.tsx'

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

async function show(
  c: Req,
  token: string,
  more: Pick<Partial<TrackingPageProps>, 'draft'> = {},
): Promise<Response> {
  const who = await holderOf(c, token)
  const number = await numberOf(c, who)
  const own = await inOwnAccount(c, number)
  return inTx(c.get('platform'), who, async (ctx) =>
    casePage(c, ctx, who.actor.case, {
      links: trackingLinks(token),
      trail: [{ label: ctx.t('tracking.find.title'), href: paths.status }, { label: number }],
      mayWrite: true,
      aside: <ClaimForm view={await viewOf(c, ctx, 'portal')} token={token} own={own} />,
      ...more,
    }),
  )
}

/** The bearer of a link, where they change what is their own. */
async function ownerOf(c: Req): Promise<Owner> {
  const token = c.req.param('token') ?? ''
  const who = await holderOf(c, token)
  return {
    who,
    id: who.actor.case,
    links: { ...trackingLinks(token), back: paths.tracking(token) },
    trail: [{ label: await numberOf(c, who), href: paths.tracking(token) }],
  }
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
    const errors = await add(c, who, who.actor.case, addition)
    if (errors.length > 0) return show(c, token, { draft: { text: addition.text, errors } })
    return c.redirect(`${paths.tracking(token)}?hinweis=gesendet#nachrichten`, 303)
  })
  .get('/status/:token/worte/:message', async (c) => showWords(c, await ownerOf(c)))
  .post('/status/:token/worte/:message', async (c) => takeWords(c, await ownerOf(c)))
  .get('/status/:token/bilder/:id', async (c) => showPicture(c, await ownerOf(c)))
  .post('/status/:token/bilder/:id', async (c) => takePicture(c, await ownerOf(c)))
  .get('/status/:token/aendern', async (c) => showChange(c, await ownerOf(c)))
  .post('/status/:token/aendern', async (c) => takeChange(c, await ownerOf(c)))
  .post('/status/:token/ruhe', async (c) => {
    const token = c.req.param('token')
    const who = await holderOf(c, token)
    await inTx(c.get('platform'), who, (ctx) => stopNotifyingOwn(ctx, who.actor.case))
    return c.redirect(`${paths.tracking(token)}?hinweis=ruhe`, 303)
  })
  .post('/status/:token/danke', async (c) => {
    const token = c.req.param('token')
    const who = await holderOf(c, token)
    await inTx(c.get('platform'), who, (ctx) => thank(ctx, who.actor.case))
    return c.redirect(`${paths.tracking(token)}?hinweis=danke`, 303)
  })
  .post('/status/:token/konto', async (c) => {
    const token = c.req.param('token')
    const who = await holderOf(c, token)
    if (c.get('actor').kind !== 'citizen')
      return c.redirect(urlWith(paths.accountSignIn, { weiter: paths.tracking(token) }), 303)
    await claimCase(c, who.actor)
    return c.redirect(urlWith(paths.accountCase(await numberOf(c, who)), { hinweis: 'uebernommen' }), 303)
  })

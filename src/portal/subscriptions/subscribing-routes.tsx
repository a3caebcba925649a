import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, limitAsking, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { ownAccount } from '#modules/citizens/index.ts'
import { districts, placePicture, searchAddresses } from '#modules/geo/index.ts'
import { isEmail } from '#modules/identity/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  addSubscription,
  askToSubscribe,
  isDevice,
  manageToken,
  pushPublicKey,
  subscriberByDevice,
  subscriberByMail,
  type Where,
  type Wish,
} from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { Sent } from '#portal/account/form.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { ChoosePage } from './choose-page.tsx'
import { type PlaceWords, placeFrom, streetChoices, wordsOf } from './place.ts'
import { publicCodes, readWish } from './reading-form.ts'
import { SubscribePage } from './subscribe-page.tsx'
import type { Mistakes } from './wish-fields.tsx'

// A family, a school or a café may stand behind one address.
const limits = new RateLimit(10 * 60_000)
const LETTERS = 30
const SHOWN = 6

const accountOf = async (ctx: Ctx) => (ctx.actor.kind === 'citizen' ? (await ownAccount(ctx)).account : null)

const show = async (
  c: Req,
  ctx: Ctx,
  wish: Wish,
  more: { email?: string; errors?: Mistakes } = {},
): Promise<Response> => {
  const [view, all, areas, account] = await Promise.all([
    viewOf(c, ctx, 'portal'),
    catalogue(ctx),
    districts(ctx),
    accountOf(ctx),
  ])
  c.header('Cache-Control', 'no-store')
  return page(
    c,
    <SubscribePage
      view={view}
      catalogue={all}
      wish={wish}
      words={wordsOf(wish.where, areas)}
      picture={await pictureOf(ctx, wish.where)}
      own={account?.email ?? null}
      email={more.email ?? ''}
      pushKey={await pushPublicKey(ctx)}
      {...(more.errors && { errors: more.errors })}
    />,
    more.errors ? 422 : 200,
  )
}

/** A circle of the radius fills two thirds of the picture's height. */
async function pictureOf(ctx: Ctx, where: Where): Promise<string | null> {
  if (where.kind !== 'radius') return null
  const [width, height] = [640, 320]
  const metresAPixel = (where.radius * 2) / (height * 0.66)
  const zoom = Math.log2((156_543.033_92 * Math.cos((where.lat * Math.PI) / 180)) / metresAPixel)
  return placePicture(ctx, where, { width, height, zoom, radius: where.radius, what: where.label })
}

export const subscribingRoutes = new Hono<Env>()
  .get('/in-der-naehe', (c) =>
    c.get('tx')(async (ctx) => {
      const asked = (c.req.query('nahe') ?? '').trim().slice(0, 200)
      const addresses = asked ? await searchAddresses(ctx, asked, SHOWN) : []
      const streets = await streetChoices(ctx, [...new Set(addresses.map((a) => a.street))].slice(0, 4))
      return page(
        c,
        <ChoosePage
          view={await viewOf(c, ctx, 'portal')}
          asked={asked}
          hits={asked ? { addresses, streets } : null}
          districts={await districts(ctx)}
          unknown={c.req.query('hinweis') === 'unbekannt'}
        />,
      )
    }),
  )
  .get('/in-der-naehe/abo', (c) =>
    c.get('tx')(async (ctx) => {
      const where = await placeFrom(ctx, (name) => c.req.query(name)?.slice(0, 200) ?? null)
      if (!where) return c.redirect(urlWith(paths.near, { hinweis: 'unbekannt' }), 303)
      const categories = publicCodes(await catalogue(ctx), c.req.queries('kategorie') ?? [])
      return show(c, ctx, { where, categories, topics: ['opened', 'fixed', 'works'], rhythm: 'daily' })
    }),
  )
  .post('/in-der-naehe/abo', async (c) => {
    const sent = await Sent.of(c)
    return c.get('tx')(async (ctx) => {
      const where = await placeFrom(ctx, (name) => sent.text(name satisfies keyof PlaceWords, 200) || null)
      if (!where) return c.redirect(urlWith(paths.near, { hinweis: 'unbekannt' }), 303)
      const { wish, errors } = await readWish(ctx, sent, where, 'daily')
      return sent.text('weg') === 'geraet'
        ? toDevice(c, ctx, sent, { ...wish, rhythm: 'at_once' }, errors)
        : byMail(c, ctx, sent, wish, errors)
    })
  })

async function byMail(c: Req, ctx: Ctx, sent: Sent, wish: Wish, errors: Mistakes): Promise<Response> {
  const account = await accountOf(ctx)
  const email = account?.email ?? sent.text('email', 320)
  const wrong = { ...errors, ...(!isEmail(email) && { email: ctx.t('near.mail.wrong') }) }
  if (Object.keys(wrong).length > 0) return show(c, ctx, wish, { email, errors: wrong })
  // An account's address was confirmed before.
  if (account?.email) {
    const subscriber = await subscriberByMail(ctx, { email, lang: ctx.lang, account: account.id })
    await addSubscription(ctx, subscriber, wish)
    return c.redirect(urlWith(paths.accountSubscriptions, { hinweis: 'neu' }), 303)
  }
  limit(c, limits, 'near-letter', LETTERS)
  await limitAsking(c, ctx, email)
  await askToSubscribe(ctx, { email, wish, to: paths.nearConfirm })
  return c.redirect(paths.nearSent, 303)
}

/** The person has allowed it in their browser; that is their consent, and no letter has to ask for it. */
async function toDevice(c: Req, ctx: Ctx, sent: Sent, wish: Wish, errors: Mistakes): Promise<Response> {
  const device = {
    endpoint: sent.text('endpoint', 2000),
    p256dh: sent.text('p256dh', 200),
    auth: sent.text('auth', 100),
  }
  const wrong = {
    ...errors,
    ...(!(await isDevice(ctx, device)) && { geraet: ctx.t('near.device.failed') }),
  }
  if (Object.keys(wrong).length > 0)
    return show(c, ctx, wish, { email: sent.text('email', 320), errors: wrong })
  limit(c, limits, 'near-device', LETTERS)
  const account = await accountOf(ctx)
  const subscriber = await subscriberByDevice(ctx, {
    device,
    lang: ctx.lang,
    account: account?.id ?? null,
  }).catch((error: unknown) => {
    if (error instanceof Invalid) return null
    throw error
  })
  if (!subscriber) return show(c, ctx, wish, { errors: { geraet: ctx.t('error.subscription.device') } })
  await addSubscription(ctx, subscriber, wish)
  const list = account ? paths.accountSubscriptions : paths.nearMine(await manageToken(ctx, subscriber))
  return c.redirect(urlWith(list, { hinweis: 'neu' }), 303)
}

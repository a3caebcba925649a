import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  changeProfile,
  confirmAddress,
  isReachable,
  lookAtLink,
  ownAccount,
  sendAddressLink,
} from '#modules/citizens/index.ts'
import { clean } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { dateFromParts, datePartNames } from '#ui/field/date-parts.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { Sent } from './form.ts'
import { LinkOverPage, LinkPage } from './link-pages.tsx'
import { meOf } from './me.ts'
import { ProfilePage, type ProfileWords, wordsOf } from './profile-page.tsx'

const limits = new RateLimit(10 * 60_000)
const names = datePartNames('geburtstag')
const LETTERS = 10

const show = (
  c: Req,
  more: { words?: ProfileWords; errors?: Record<string, string>; newEmail?: string } = {},
): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const { account, party } = await ownAccount(ctx)
    return page(
      c,
      <ProfilePage
        me={await meOf(c, ctx)}
        words={wordsOf(party, account.lang)}
        version={party.version}
        email={account.email}
        {...more}
      />,
      more.errors ? 422 : 200,
    )
  })

/** The words as they were typed, and what is wrong with them. */
function read(
  ctx: Ctx,
  sent: Sent,
): { words: ProfileWords; birthDate: string | null; errors: Record<string, string> } {
  const words: ProfileWords = {
    name: clean(sent.text('name', 200)),
    day: sent.text(names.day, 4),
    month: sent.text(names.month, 4),
    year: sent.text(names.year, 6),
    adresse: clean(sent.text('adresse', 300)),
    telefon: clean(sent.text('telefon', 60)),
    sprache: sent.text('sprache') === 'en' ? 'en' : 'de',
  }
  const said = Boolean(words.day || words.month || words.year)
  const today = ctx.now.toISOString().slice(0, 10)
  const iso = dateFromParts(words.day, words.month, words.year)
  const good = iso !== null && iso !== '' && iso <= today && iso >= '1890-01-01'
  return {
    words,
    birthDate: said && good ? iso : null,
    errors: {
      ...(said && !good && { geburtstag: ctx.t('account.profile.birthDateWrong') }),
      ...(words.telefon &&
        !/^[\d\s()+/.-]{6,}$/.test(words.telefon) && {
          telefon: ctx.t('account.profile.phoneWrong'),
        }),
    },
  }
}

/** Who I am: name, birth date, address, phone, language, and the address that letters go to. */
export const profileRoutes = new Hono<Env>()
  .use('/konto/angaben', citizenOnly)
  .use('/konto/adresse', citizenOnly)
  .use('/konto/adresse/*', citizenOnly)
  .get('/konto/angaben', (c) => show(c))
  .post('/konto/angaben', async (c) => {
    const sent = await Sent.of(c)
    const wrong = await c.get('tx')(async (ctx) => {
      const { words, birthDate, errors } = read(ctx, sent)
      if (Object.keys(errors).length > 0) return { words, errors }
      await changeProfile(
        ctx,
        {
          name: words.name || null,
          birthDate,
          address: words.adresse || null,
          phone: words.telefon || null,
          lang: words.sprache,
        },
        Number(sent.text('stand')) || 0,
      )
      return null
    })
    return wrong ? show(c, wrong) : c.redirect(urlWith(paths.accountProfile, { hinweis: 'gespeichert' }), 303)
  })
  .post('/konto/adresse', async (c) => {
    limit(c, limits, 'account-address', LETTERS)
    const email = (await Sent.of(c)).text('email', 320)
    if (!isReachable(email))
      return c
        .get('tx')((ctx) =>
          Promise.resolve({ newEmail: email, errors: { email: ctx.t('account.signIn.emailWrong') } }),
        )
        .then((wrong) => show(c, wrong))
    await c.get('tx')(async (ctx) => {
      const { account } = await ownAccount(ctx)
      await sendAddressLink(ctx, { email, account: account.id, to: paths.accountAddressLink })
    })
    return c.redirect(urlWith(paths.accountProfile, { hinweis: 'brief' }), 303)
  })
  .get('/konto/adresse', (c) => c.redirect(paths.accountProfile, 303))
  .get('/konto/adresse/:token', (c) =>
    c.get('tx')(async (ctx) => {
      const token = c.req.param('token')
      const link = await lookAtLink(ctx, token.slice(0, 100))
      const { account } = await ownAccount(ctx)
      const view = await viewOf(c, ctx, 'portal')
      return link?.account === account.id
        ? page(
            c,
            <LinkPage
              view={view}
              action={paths.accountAddressLink(token)}
              email={link.email}
              what="address"
            />,
          )
        : page(c, <LinkOverPage view={view} />, 404)
    }),
  )
  .post('/konto/adresse/:token', async (c) => {
    const done = await c.get('tx')((ctx) => confirmAddress(ctx, c.req.param('token').slice(0, 100)))
    if (done) return c.redirect(urlWith(paths.accountProfile, { hinweis: 'adresse' }), 303)
    return c.get('tx')(async (ctx) => page(c, <LinkOverPage view={await viewOf(c, ctx, 'portal')} />, 404))
  })

import { Hono } from 'hono'
import { citizenToken, forgetCitizen } from '#http/citizen-session.ts'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  beginCitizenSession,
  citizenByPasskey,
  citizenPasskeyQuestion,
  endCitizenSession,
  isReachable,
  isTrustLevel,
  LINK_MINUTES,
  lookAtLink,
  reaches,
  sendSignInLink,
  signInByLink,
} from '#modules/citizens/index.ts'
import { offeredProviders } from '#modules/identity/index.ts'
import { draftByToken } from '#modules/reports/index.ts'
import { draftToken, forgetDraft } from '#portal/report/draft-cookie.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { Sent } from './form.ts'
import { LinkOverPage, LinkPage, LinkSentPage } from './link-pages.tsx'
import { clientOf, onwardOf, welcome } from './onward.ts'
import { shownPasskey } from './passkey-answer.ts'
import { type SignInFault, SignInPage } from './sign-in-page.tsx'

// A family, a school or a café may stand behind one address.
const limits = new RateLimit(10 * 60_000)
const LETTERS = 60
const TRIES = 120

const faults = ['passkey', 'link', 'provider', 'declined'] as const

async function show(c: Req, more: { email?: string; onward?: string | null; fault?: SignInFault } = {}) {
  const level = c.req.query('stufe')
  const asked = isTrustLevel(level) ? level : null
  const fault = more.fault ?? faults.find((one) => one === c.req.query('fehler')) ?? null
  c.header('Cache-Control', 'no-store')
  return c.get('tx')(async (ctx) => {
    const all = await offeredProviders(ctx, 'citizens')
    const good = asked ? all.filter((p) => p.levels.some((one) => reaches(one.level, asked))) : all
    return page(
      c,
      <SignInPage
        view={await viewOf(c, ctx, 'portal')}
        onward={onwardOf(c.req.query('weiter'))}
        level={asked}
        providers={good}
        {...more}
        fault={fault}
      />,
      more.fault ? 422 : 200,
    )
  })
}

/** In a demo without a mail server letters stay in the house. */
const sendsNone = (c: Req): boolean => {
  const { demo, smtpUrl } = c.get('platform').config
  return demo && !smtpUrl
}

const over = (c: Req): Promise<Response> =>
  c.get('tx')(async (ctx) => page(c, <LinkOverPage view={await viewOf(c, ctx, 'portal')} />, 404))

/** Signing in to the account, and out of it. */
export const signInRoutes = new Hono<Env>()
  .use('/konto/anmeldung/*', async (c, next) => {
    limit(c, limits, 'account', TRIES)
    await next()
    c.res.headers.set('Cache-Control', 'no-store')
    c.res.headers.set('X-Robots-Tag', 'noindex')
    // A link is between us and the person. Not `no-referrer`: with it browsers send `Origin: null` (Fetch, 4.9).
    c.res.headers.set('Referrer-Policy', 'same-origin')
  })
  .get('/konto/anmeldung', async (c) => {
    const actor = c.get('actor')
    const level = c.req.query('stufe')
    const enough = !isTrustLevel(level) || (actor.kind === 'citizen' && reaches(actor.level, level))
    if (actor.kind === 'citizen' && enough && !c.req.query('fehler'))
      return c.redirect(onwardOf(c.req.query('weiter')) ?? paths.account, 303)
    return show(c)
  })
  .post('/konto/anmeldung', async (c) => {
    const sent = await Sent.of(c)
    const email = sent.text('email', 320)
    const onward = onwardOf(sent.text('weiter', 2000))
    if (!isReachable(email)) return show(c, { email, onward, fault: 'email' })
    limit(c, limits, 'account-letter', LETTERS)
    await c.get('tx')(async (ctx) => {
      const token = draftToken(c)
      const draft = token ? await draftByToken(ctx, token) : null
      await sendSignInLink(ctx, {
        email,
        onward,
        draft: draft && !draft.submitted ? draft.id : null,
        to: paths.accountSignInLink,
      })
    })
    return c.redirect(paths.accountSignInSent, 303)
  })
  .get('/konto/anmeldung/gesendet', (c) =>
    c.get('tx')(async (ctx) =>
      page(
        c,
        <LinkSentPage view={await viewOf(c, ctx, 'portal')} minutes={LINK_MINUTES} kept={sendsNone(c)} />,
      ),
    ),
  )
  .post('/konto/anmeldung/passkey/aufgabe', async (c) =>
    c.json(await c.get('publicTx')(citizenPasskeyQuestion)),
  )
  .post('/konto/anmeldung/passkey', async (c) => {
    const sent = await Sent.of(c)
    const onward = onwardOf(sent.text('weiter', 2000))
    const answer = shownPasskey(sent.text('antwort', 50_000))
    const token =
      answer &&
      (await c.get('publicTx')(async (ctx) => {
        const account = await citizenByPasskey(ctx, answer)
        if (!account) return null
        return beginCitizenSession(ctx, account, { method: 'passkey', level: 'none', ...clientOf(c) })
      }))
    if (!token)
      return c.redirect(
        urlWith(paths.accountSignIn, { fehler: 'passkey', ...(onward && { weiter: onward }) }),
        303,
      )
    return welcome(c, token, { onward })
  })
  .get('/konto/anmeldung/passkey', (c) => c.redirect(paths.accountSignIn, 303))
  .get('/konto/anmeldung/:token', async (c) => {
    const token = c.req.param('token')
    const link = await c.get('tx')((ctx) => lookAtLink(ctx, token.slice(0, 100)))
    if (!link || link.account) return over(c)
    return c.get('tx')(async (ctx) =>
      page(
        c,
        <LinkPage
          view={await viewOf(c, ctx, 'portal')}
          action={paths.accountSignInLink(token)}
          email={link.email}
          what="signIn"
        />,
      ),
    )
  })
  .post('/konto/anmeldung/:token', async (c) => {
    const token = c.req.param('token').slice(0, 100)
    const signedIn = await c.get('publicTx')((ctx) => signInByLink(ctx, token, clientOf(c)))
    return signedIn ? welcome(c, signedIn.token, signedIn) : over(c)
  })
  .post('/konto/abmeldung', async (c) => {
    const token = citizenToken(c)
    if (token) await c.get('publicTx')((ctx) => endCitizenSession(ctx, token))
    forgetCitizen(c)
    // Whoever sits here next begins their own report.
    forgetDraft(c)
    return c.redirect(paths.start, 303)
  })
  .get('/konto/abmeldung', (c) => c.redirect(paths.account, 303))

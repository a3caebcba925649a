import { Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Env, Req } from '#http/env.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { endCitizenSessionsByHash, isTrustLevel, signInByProvider } from '#modules/citizens/index.ts'
import {
  beginSignOn,
  bindSession,
  finishSignOn,
  logoutByToken,
  type SignedOn,
  SignOnFailed,
  textClaim,
} from '#modules/identity/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { Sent } from './form.ts'
import { clientOf, onwardOf, welcome } from './onward.ts'

/** Of somebody who is at a provider's page: strictly necessary, ten minutes. */
const FLOW_COOKIE = 'konto_anmeldung'

const limits = new RateLimit()
/** A minute, from one address; a library's computers share one. */
const MOST = 120

const failed = (c: Req, error: unknown, onward: string | null): Response => {
  if (!(error instanceof SignOnFailed)) throw error
  const fehler = error.reason === 'declined' ? 'declined' : 'provider'
  c.get('platform').log.warn({ reason: error.reason, audience: 'citizens' }, 'sign-on failed')
  return c.redirect(urlWith(paths.accountSignIn, { fehler, ...(onward && { weiter: onward }) }), 303)
}

/** ISO dates only: providers write birth dates as OpenID Connect Core 1.0, 5.1 has them, some with the year alone. */
const dayOf = (text: string | null): string | null =>
  text && /^[12]\d{3}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null

/** What we take of a provider's claims; anything else it says stays there. */
function vouched({ provider, subject, claims, level }: SignedOn) {
  const address = claims.address as { formatted?: unknown } | null | undefined
  const formatted = typeof address?.formatted === 'string' ? address.formatted : null
  return {
    provider: provider.id,
    subject,
    level,
    name: textClaim(claims, 'name')?.slice(0, 200) ?? null,
    birthDate: dayOf(textClaim(claims, 'birthdate')),
    address: formatted?.replace(/\s*\n\s*/g, ', ').slice(0, 300) ?? null,
    verifiedEmail: claims.email_verified === true ? textClaim(claims, 'email') : null,
    register: textClaim(claims, 'organization_register')?.slice(0, 200) ?? null,
  }
}

/** Signing on by a provider that vouches for citizens, with the level that it is sure at (ADR 0016, 0023). */
export const signOnRoutes = new Hono<Env>()
  // By GET: the policy of our pages lets forms lead nowhere else, and a form's redirect counts (CSP `form-action`).
  .get('/konto/anmeldung/anbieter/:code', async (c) => {
    limit(c, limits, 'account-sign-on', MOST)
    const { publicUrl } = c.get('tenant')
    const { pathname, search } = new URL(c.req.url)
    // The provider knows one address of the town; under another the cookie would not be there on the way back.
    if (c.req.header('host') !== new URL(publicUrl).host)
      return c.redirect(publicUrl + pathname + search, 303)
    const onward = onwardOf(c.req.query('weiter')?.slice(0, 2000))
    const level = c.req.query('stufe')
    const code = c.req.param('code')
    try {
      const { url, flow } = await beginSignOn(c.get('platform'), c.get('who'), code, {
        audience: 'citizens',
        redirectUri: publicUrl + paths.accountSignOnBack(code),
        flow: getCookie(c, FLOW_COOKIE),
        carried: { onward },
        ...(isTrustLevel(level) && { level }),
      })
      setCookie(c, FLOW_COOKIE, flow, {
        path: paths.accountSignIn,
        httpOnly: true,
        sameSite: 'Lax',
        secure: publicUrl.startsWith('https:'),
        maxAge: 600,
      })
      return c.redirect(url, 303)
    } catch (error) {
      return failed(c, error, onward)
    }
  })
  .get('/konto/anmeldung/anbieter/:code/zurueck', async (c) => {
    const flow = getCookie(c, FLOW_COOKIE)
    deleteCookie(c, FLOW_COOKIE, { path: paths.accountSignIn })
    let onward: string | null = null
    try {
      const signedOn = await finishSignOn(c.get('platform'), c.get('who'), c.req.param('code'), {
        audience: 'citizens',
        search: new URL(c.req.url).search,
        flow,
      })
      onward = onwardOf(signedOn.carried.onward)
      // Who is signed in already raises their own level; a member of staff is nobody here.
      const open = c.get(c.get('actor').kind === 'citizen' ? 'tx' : 'publicTx')
      const begun = await open(async (ctx) => {
        const session = await signInByProvider(ctx, vouched(signedOn), clientOf(c))
        if (session) await bindSession(ctx, session.token, signedOn)
        return session
      })
      if (!begun) throw new SignOnFailed('unknown')
      return await welcome(c, begun.token, { onward })
    } catch (error) {
      return failed(c, error, onward)
    }
  })
  // From the provider's own machine (OpenID Connect Back-Channel Logout 1.0, 2.5): no cookie, no page.
  .post('/konto/anmeldung/anbieter/:code/abmeldung', async (c) => {
    const token = (await Sent.of(c)).text('logout_token', 20_000)
    c.header('Cache-Control', 'no-store')
    try {
      const { ended } = await logoutByToken(c.get('platform'), c.get('who'), c.req.param('code'), token)
      await c.get('publicTx')((ctx) => endCitizenSessionsByHash(ctx, ended))
      return c.body(null, 200)
    } catch (error) {
      if (!(error instanceof SignOnFailed)) throw error
      return c.json({ error: 'invalid_request' }, 400)
    }
  })

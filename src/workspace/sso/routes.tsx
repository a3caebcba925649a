import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import {
  beginSignOn,
  causesOf,
  finishSignOn,
  leavingBy,
  logoutByToken,
  providerByCode,
  SignOnFailed,
} from '#modules/identity/index.ts'
import { anonymous, system } from '#platform/context/actor.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { arrive } from './arriving.ts'
import { flowOf, keepFlow, leftSession } from './cookies.ts'
import { SignOnFailurePage } from './failure-page.tsx'
import { SignedOffPage } from './signed-off-page.tsx'
import { TrialPage, trialOf } from './trial-page.tsx'

const limits = new RateLimit()
/** A minute, from one address; a town hall shares one in the morning. */
const MOST = 300

/** `ja`: to confirm that it is still them; `konto`: to come under another name. */
const anewOf = (word: string | undefined): 'proof' | 'choice' | undefined =>
  word === 'ja' ? 'proof' : word === 'konto' ? 'choice' : undefined

const who = (c: Req) => ({ tenant: c.get('tenant'), actor: anonymous, lang: c.get('lang') })

/** Single sign-on of staff by OpenID Connect (ADR 16): out to the provider, back from it, and the end of its sessions. */
export const ssoRoutes = new Hono<Env>()
  .get(paths.signOn(':provider'), async (c) => {
    limit(c, limits, 'sign-on', MOST)
    const { publicUrl } = c.get('tenant')
    const { pathname, search } = new URL(c.req.url)
    // The provider knows one address of the town; under another the cookie would not be there on the way back.
    if (c.req.header('host') !== new URL(publicUrl).host)
      return c.redirect(publicUrl + pathname + search, 303)
    const code = c.req.param('provider')!
    return failing(c, code, async () => {
      const trial = c.req.query('probe') === 'ja' && c.get('actor').kind === 'staff'
      const { url, flow } = await beginSignOn(c.get('platform'), who(c), code, {
        audience: 'staff',
        redirectUri: publicUrl + paths.signOnBack(code),
        flow: flowOf(c),
        carried: { weiter: localPath(c.req.query('weiter')), trial },
        anew: anewOf(c.req.query('neu')),
        trial,
      })
      keepFlow(c, flow)
      return c.redirect(url, 303)
    })
  })
  .get(paths.signOnBack(':provider'), async (c) => {
    limit(c, limits, 'sign-on', MOST)
    const code = c.req.param('provider')!
    // The address holds the provider's code; nobody else is to read it from a Referer.
    c.header('Referrer-Policy', 'no-referrer')
    return failing(c, code, async () => {
      const { search } = new URL(c.req.url)
      const signedOn = await finishSignOn(c.get('platform'), who(c), code, {
        audience: 'staff',
        search,
        flow: flowOf(c),
      })
      if (signedOn.carried.trial !== true) return arrive(c, signedOn)
      return c.get('tx')(async (ctx) =>
        page(c, <TrialPage view={await viewOf(c, ctx, 'workspace')} trial={await trialOf(ctx, signedOn)} />),
      )
    })
  })
  .post(paths.signOnLogout(':provider'), async (c) => {
    limit(c, limits, 'logout', MOST)
    c.header('Cache-Control', 'no-store')
    const { logout_token } = await c.req.parseBody()
    const code = c.req.param('provider')!
    const by = { tenant: c.get('tenant'), actor: system('sign_on') }
    const provider = await c.get('tx')((ctx) => providerByCode(ctx, code))
    if (provider?.audience !== 'staff') throw new NotFound()
    try {
      if (typeof logout_token !== 'string') throw new SignOnFailed('untrusted')
      await logoutByToken(c.get('platform'), by, code, logout_token)
      return c.body(null, 200)
    } catch (error) {
      if (!(error instanceof SignOnFailed)) throw error
      // OpenID Connect Back-Channel Logout 1.0, 2.8.
      return c.json({ error: 'invalid_request' }, error.reason === 'untrusted' ? 400 : 503)
    }
  })
  .get(paths.signedOff(':provider'), async (c) => {
    const token = leftSession(c)
    const back = c.get('tenant').publicUrl + paths.signIn
    const leaving = token ? await leavingBy(c.get('platform'), who(c), token, back) : null
    if (!leaving || leaving.provider.code !== c.req.param('provider')) return c.redirect(paths.signIn, 303)
    c.header('Cache-Control', 'no-store')
    const view = await c.get('tx')((ctx) => viewOf(c, ctx, 'portal'))
    return page(c, <SignedOffPage view={view} name={leaving.provider.name} url={leaving.url} />)
  })

/** Does it, or says on a page of ours why it cannot be done. */
async function failing(c: Req, code: string, act: () => Promise<Response>): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof SignOnFailed)) throw error
    const { reason, status } = error
    // What is wrong with the provider its administrator finds in the log; people are told what they can do.
    c.get('platform').log.warn(
      {
        part: 'sign-on',
        tenant: c.get('tenant').id,
        provider: code.slice(0, 40),
        reason,
        causes: causesOf(error),
      },
      'sign-on failed',
    )
    return c.get('tx')(async (ctx) => {
      const provider = await providerByCode(ctx, code)
      if (!provider || reason === 'unknown') throw new NotFound()
      const view = await viewOf(c, ctx, 'portal')
      const shown = <SignOnFailurePage view={view} code={code} name={provider.name} reason={reason} />
      return page(c, shown, status as 403)
    })
  }
}

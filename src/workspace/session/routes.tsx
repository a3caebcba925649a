import { Hono } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { clientOf, SESSION_COOKIE, startPending } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import {
  offeredProviders,
  providerOfSession,
  signIn,
  signInByPasskey,
  signOut,
} from '#modules/identity/index.ts'
import { rolesOf } from '#modules/organisation/index.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { keepLeft } from '../sso/cookies.ts'
import { codeRoutes } from './code-routes.tsx'
import { confirmRoutes } from './confirm-routes.tsx'
import { enrolRoutes } from './enrol-routes.tsx'
import { enter } from './entering.ts'
import { step } from './on-the-way.ts'
import { parseShown } from './passkey-answer.ts'
import { passkeyTaskRoutes } from './passkey-task-routes.ts'
import { type DemoLogins, type SignInFault, SignInPage, signInHints } from './sign-in-page.tsx'

const form = z.object({
  email: z.string().trim().max(320).catch(''),
  password: z.string().max(1000).catch(''),
  weiter: z.string().nullish().catch(null),
})

const after = { second_factor: paths.signInCode, enrol: paths.signInEnrol } as const

/** Signing in and out. `published` are the demo's logins: each town shows its own, and only while DEMO is on. */
export const sessionRoutes = (published: DemoLogins | null = null): Hono<Env> => {
  const show = async (c: Req, given: { email?: string; onward?: string | null; fault?: SignInFault }) => {
    const own =
      published?.logins.filter((login) => login.email.endsWith(`@${c.get('tenant').slug}.example`)) ?? []
    const demo =
      c.get('platform').config.demo && published && own.length > 0 ? { ...published, logins: own } : null
    const [view, providers] = await c.get('tx')((ctx) =>
      Promise.all([viewOf(c, ctx, 'portal'), offeredProviders(ctx, 'staff')]),
    )
    const status = !given.fault ? 200 : given.fault.kind === 'throttled' ? 429 : 422
    const hint = signInHints.find((known) => known === c.req.query('hinweis')) ?? null
    c.header('Cache-Control', 'no-store')
    const anew = c.req.query('neu') !== undefined
    const shown = { view, demo, hint, providers, anew, ...given }
    return page(c, <SignInPage {...shown} />, status)
  }
  return new Hono<Env>()
    .get(paths.signIn, async (c) => {
      const onward = localPath(c.req.query('weiter'))
      // Who has no password to confirm with signs in anew, and says so.
      if (c.get('actor').kind === 'staff' && !c.req.query('neu'))
        return c.redirect(onward ?? paths.cases, 303)
      return show(c, { onward })
    })
    .post(paths.signIn, async (c) => {
      const { email, password, weiter } = form.parse(await c.req.parseBody())
      const onward = localPath(weiter)
      if (!email || !password)
        return show(c, { email, onward, fault: { kind: 'missing', email: !email, password: !password } })
      const input = { email, password, ...clientOf(c) }
      const result = await signIn(c.get('platform'), c.get('tenant'), input, rolesOf)
      if (!result.ok)
        return show(c, {
          email,
          onward,
          fault:
            result.reason === 'throttled'
              ? { kind: 'throttled', retryAt: result.retryAt }
              : { kind: 'wrong' },
        })
      if (result.next !== 'done') {
        startPending(c, result.token)
        return c.redirect(step(after[result.next], onward), 303)
      }
      return enter(c, result, onward)
    })
    .post(paths.passkeySignIn, async (c) => {
      const { antwort, weiter } = await c.req.parseBody()
      const onward = localPath(weiter)
      const response = parseShown(antwort)
      const begun =
        response && (await signInByPasskey(c.get('platform'), c.get('tenant'), response, clientOf(c)))
      if (!begun) return show(c, { onward, fault: { kind: 'passkey' } })
      return enter(c, begun, onward)
    })
    .get(paths.passkeySignIn, (c) => c.redirect(paths.signIn, 303))
    .route('/', passkeyTaskRoutes)
    .route('/', codeRoutes)
    .route('/', enrolRoutes)
    .route('/', confirmRoutes(published))
    .post(paths.signOut, async (c) => {
      const token = getCookie(c, SESSION_COOKIE)
      const provider = token
        ? await c.get('tx')(async (ctx) => {
            await signOut(ctx, token)
            return providerOfSession(ctx, token)
          })
        : null
      deleteCookie(c, SESSION_COOKIE, { path: '/' })
      if (!token || !provider) return c.redirect(paths.signIn, 303)
      // Whoever came by a provider is signed in there still, and is asked about it.
      keepLeft(c, token)
      return c.redirect(paths.signedOff(provider), 303)
    })
    .get(paths.signOut, (c) => c.redirect(paths.signIn, 303))
}

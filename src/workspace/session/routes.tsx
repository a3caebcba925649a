import { Hono } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { SESSION_COOKIE, startSession } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { signIn, signOut } from '#modules/identity/index.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { type DemoLogins, type SignInFault, SignInPage } from './sign-in-page.tsx'

const form = z.object({
  email: z.string().trim().max(320).catch(''),
  password: z.string().max(1000).catch(''),
  weiter: z.string().nullish().catch(null),
})

/** Signing in and out. `published` are the demo's logins: each town shows its own, and only while DEMO is on. */
export const sessionRoutes = (published: DemoLogins | null = null): Hono<Env> => {
  const show = async (c: Req, given: { email?: string; onward?: string | null; fault?: SignInFault }) => {
    const own =
      published?.logins.filter((login) => login.email.endsWith(`@${c.get('tenant').slug}.example`)) ?? []
    const demo =
      c.get('platform').config.demo && published && own.length > 0 ? { ...published, logins: own } : null
    const view = await c.get('tx')((ctx) => viewOf(c, ctx, 'portal'))
    const status = !given.fault ? 200 : given.fault.kind === 'throttled' ? 429 : 422
    c.header('Cache-Control', 'no-store')
    return page(c, <SignInPage view={view} demo={demo} {...given} />, status)
  }
  return new Hono<Env>()
    .get(paths.signIn, async (c) => {
      const onward = localPath(c.req.query('weiter'))
      if (c.get('actor').kind === 'staff') return c.redirect(onward ?? paths.cases, 303)
      return show(c, { onward })
    })
    .post(paths.signIn, async (c) => {
      const { email, password, weiter } = form.parse(await c.req.parseBody())
      const onward = localPath(weiter)
      if (!email || !password)
        return show(c, { email, onward, fault: { kind: 'missing', email: !email, password: !password } })
      const address = c.get('address')
      const result = await signIn(c.get('platform'), c.get('tenant'), { email, password, address })
      if (!result.ok)
        return show(c, {
          email,
          onward,
          fault:
            result.reason === 'throttled'
              ? { kind: 'throttled', retryAt: result.retryAt }
              : { kind: 'wrong' },
        })
      // A second factor is asked for here, before the session is worth anything: `result.next` will say so.
      startSession(c, result.token)
      return c.redirect(onward ?? paths.cases, 303)
    })
    .post(paths.signOut, async (c) => {
      const token = getCookie(c, SESSION_COOKIE)
      if (token) await c.get('tx')((ctx) => signOut(ctx, token))
      deleteCookie(c, SESSION_COOKIE, { path: '/' })
      return c.redirect(paths.signIn, 303)
    })
    .get(paths.signOut, (c) => c.redirect(paths.signIn, 303))
}

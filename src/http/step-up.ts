import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { confirmedLately } from '#modules/identity/index.ts'
import { paths } from '../paths.ts'
import type { Env, Req } from './env.ts'
import { SESSION_COOKIE } from './session.ts'

/**
 * Before dangerous actions, behind `staffOnly`: lets through who signed in or confirmed within the last ten minutes;
 * everyone else confirms first and comes back to the page that the action stands on.
 */
export const stepUp = createMiddleware<Env>(async (c, next) => {
  const token = getCookie(c, SESSION_COOKIE)
  if (token && (await c.get('tx')((ctx) => confirmedLately(ctx, token)))) return next()
  return c.redirect(`${paths.confirm}?weiter=${encodeURIComponent(pageOf(c))}`, 303)
})

/** Where the form stood: what was sent is not kept, because nobody has shown yet that it is theirs. */
function pageOf(c: Req): string {
  const here = new URL(c.req.url)
  if (c.req.method === 'GET') return here.pathname + here.search
  const referer = c.req.header('referer')
  const from = referer && URL.canParse(referer) ? new URL(referer) : null
  return from && from.host === c.req.header('host') ? from.pathname + from.search : here.pathname
}

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { paths } from '../paths.ts'
import type { Env, Req } from './env.ts'

/** Strictly necessary: it says that this browser stands in the town hall and is everybody's. */
export const TERMINAL_COOKIE = 'terminal'
/** The settings that somebody's visit leaves in the browser. Only what the town hall itself set stays. */
const KEPT = [TERMINAL_COOKIE]
const YEAR_S = 31_536_000

export const isTerminal = (c: Req): boolean => getCookie(c, TERMINAL_COOKIE) !== undefined

export const becomeTerminal = (c: Req): void =>
  setCookie(c, TERMINAL_COOKIE, '1', {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
    maxAge: YEAR_S,
  })

export const leaveTerminal = (c: Req): void => void deleteCookie(c, TERMINAL_COOKIE, { path: '/' })

/** Nothing of whoever stood here stays: every cookie but the terminal's own goes, and what scripts and caches kept. */
export function wipe(c: Req): void {
  for (const name of Object.keys(getCookie(c))) if (!KEPT.includes(name)) deleteCookie(c, name, { path: '/' })
  c.header('Clear-Site-Data', '"cache", "storage"')
}

/** Where one would leave a name behind, or sign in at a browser that is everybody's. */
const closed = [paths.account, paths.signIn]

/**
 * At a terminal nobody signs in, and no page comes back by the browser's back button: what it showed was somebody
 * else's.
 */
export const terminalMode = createMiddleware<Env>(async (c, next) => {
  if (!isTerminal(c)) return next()
  if (closed.some((path) => c.req.path === path || c.req.path.startsWith(`${path}/`)))
    return c.redirect(paths.terminal, 303)
  await next()
  if (c.res.headers.get('content-type')?.startsWith('text/html'))
    c.res.headers.set('Cache-Control', 'no-store')
})

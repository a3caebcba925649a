import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { actorOfSession } from '#modules/organisation/index.ts'
import type { Env, Req } from './env.ts'

export const SESSION_COOKIE = 'sitzung'

/** Who acts: the member of staff whose session the cookie names, with what their roles allow right now. */
export const findActor = createMiddleware<Env>(async (c, next) => {
  const token = getCookie(c, SESSION_COOKIE)
  if (token) {
    const actor = await actorOfSession(c.get('platform'), c.get('tenant'), token)
    if (actor) c.set('actor', actor)
    else deleteCookie(c, SESSION_COOKIE, { path: '/' })
  }
  await next()
})

export function startSession(c: Req, token: string): void {
  setCookie(c, SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
  })
}

/** Staff only; everyone else is asked to sign in and comes back here. */
export const staffOnly = createMiddleware<Env>(async (c, next) => {
  if (c.get('actor').kind !== 'staff') {
    const url = new URL(c.req.url)
    const back = c.req.method === 'GET' ? url.pathname + url.search : '/vorgaenge'
    return c.redirect(`/anmeldung?weiter=${encodeURIComponent(back)}`, 303)
  }
  c.header('Cache-Control', 'no-store')
  await next()
})

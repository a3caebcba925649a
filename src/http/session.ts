import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { type Begun, type Client, DEVICE_DAYS } from '#modules/identity/index.ts'
import { sessionActor } from '#modules/organisation/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Env, Req } from './env.ts'

export const SESSION_COOKIE = 'sitzung'
/** Of a session that waits for its second factor: in a cookie of its own, so that no other page ever sees it. */
export const PENDING_COOKIE = 'anmeldung'
/** By which a browser is known again; it opens nothing. */
export const DEVICE_COOKIE = 'geraet'

/** Who acts: the member of staff whose session the cookie names, with what their roles allow right now. */
export const findActor = createMiddleware<Env>(async (c, next) => {
  const token = getCookie(c, SESSION_COOKIE)
  if (token) {
    const who = { tenant: c.get('tenant'), actor: anonymous }
    const actor = await inTx(c.get('platform'), who, (ctx) => sessionActor(ctx, token))
    if (actor) {
      c.set('actor', actor)
      // Asked again before a transaction that begins late in the request (src/http/tenant.ts).
      c.set('findAgain', (ctx) => sessionActor(ctx, token))
    } else deleteCookie(c, SESSION_COOKIE, { path: '/' })
  }
  await next()
})

/** Where the person signs in from, as identity wants to know it. */
export const clientOf = (c: Req): Client => ({
  address: c.get('address'),
  userAgent: c.req.header('user-agent'),
  device: getCookie(c, DEVICE_COOKIE),
})

const cookie = (c: Req) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
  }) as const

/** The browser is signed in from now on. */
export function startSession(
  c: Req,
  { token, device }: Pick<Begun, 'token'> & { device?: string | null },
): void {
  setCookie(c, SESSION_COOKIE, token, cookie(c))
  if (device) setCookie(c, DEVICE_COOKIE, device, { ...cookie(c), maxAge: DEVICE_DAYS * 86_400 })
  if (getCookie(c, PENDING_COOKIE)) endPending(c)
}

/** The browser is on its way in; the session is worth nothing yet. */
export const startPending = (c: Req, token: string): void => setCookie(c, PENDING_COOKIE, token, cookie(c))
export const endPending = (c: Req): void => void deleteCookie(c, PENDING_COOKIE, { path: '/' })

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

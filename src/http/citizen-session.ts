import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { citizenBySession } from '#modules/citizens/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { paths } from '../paths.ts'
import { CITIZEN_COOKIE } from './citizen-cookie.ts'
import type { Env, Req } from './env.ts'

/** Where somebody who is signed in as both is the citizen: in their account, and where they report something. */
const isCitizens = (path: string): boolean =>
  [paths.account, paths.report].some((start) => path === start || path.startsWith(`${start}/`))

/**
 * The citizen whose session the cookie names, for requests of nobody else. A member of staff who is signed in to their
 * own account too stays staff in the workspace and on public pages.
 */
export const findCitizen = createMiddleware<Env>(async (c, next) => {
  const token = getCookie(c, CITIZEN_COOKIE)
  const free =
    c.get('actor').kind === 'anonymous' || (c.get('actor').kind === 'staff' && isCitizens(c.req.path))
  if (token && free) {
    const who = { tenant: c.get('tenant'), actor: anonymous }
    const citizen = await inTx(c.get('platform'), who, (ctx) => citizenBySession(ctx, token))
    if (citizen) {
      c.set('actor', citizen)
      c.set('findAgain', (ctx) => citizenBySession(ctx, token))
    } else deleteCookie(c, CITIZEN_COOKIE, { path: '/' })
  }
  await next()
})

export const citizenToken = (c: Req): string | undefined => getCookie(c, CITIZEN_COOKIE)

/** Strictly necessary (§ 25 (2) TDDDG): it is set when somebody signs in, and gone with the browser or the session. */
export const keepCitizen = (c: Req, token: string): void =>
  setCookie(c, CITIZEN_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
  })

export const forgetCitizen = (c: Req): void => void deleteCookie(c, CITIZEN_COOKIE, { path: '/' })

/** Citizens with an account only; everyone else is asked to sign in and comes back here. */
export const citizenOnly = createMiddleware<Env>(async (c, next) => {
  if (c.get('actor').kind !== 'citizen') {
    const url = new URL(c.req.url)
    const back = c.req.method === 'GET' ? url.pathname + url.search : paths.account
    return c.redirect(`${paths.accountSignIn}?weiter=${encodeURIComponent(back)}`, 303)
  }
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('X-Robots-Tag', 'noindex')
})

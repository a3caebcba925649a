import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { sessionAccount } from '#modules/identity/index.ts'
import { grantsOf } from '#modules/organisation/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Env, Req } from './env.ts'

export const SESSION_COOKIE = 'sitzung'

/** Who acts: the member of staff whose session the cookie names, with what their roles allow right now. */
export const findActor = createMiddleware<Env>(async (c, next) => {
  const token = getCookie(c, SESSION_COOKIE)
  if (token) {
    const actor = await inTx(
      c.get('platform'),
      { tenant: c.get('tenant'), actor: system('session') },
      async (ctx) => {
        const account = await sessionAccount(ctx, token)
        if (!account) return null
        return {
          kind: 'staff' as const,
          id: account.id,
          name: account.name,
          grants: await grantsOf(ctx, account.id),
        }
      },
    )
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

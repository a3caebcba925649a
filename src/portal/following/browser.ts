import { getCookie, setCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { randomToken } from '#platform/secret.ts'

/** Strictly necessary (§ 25 (2) TDDDG): set when somebody says "me too", so that nobody is counted twice. */
const BROWSER_COOKIE = 'auchich'
const HALF_A_YEAR = 180 * 86_400

/** As which browser somebody says so; a random word of no other use. */
export function browserOf(c: Req): string {
  const known = getCookie(c, BROWSER_COOKIE)
  if (known && /^[\w-]{22}$/.test(known)) return known
  const made = randomToken()
  setCookie(c, BROWSER_COOKIE, made, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
    maxAge: HALF_A_YEAR,
  })
  return made
}

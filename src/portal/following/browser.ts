import { getCookie, setCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { isBrowser, newBrowser, type Visitor } from '#modules/counting/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/**
 * Strictly necessary (§ 25 (2) TDDDG): set when somebody comes to say "me too" or "still there", so that nobody is
 * counted twice, and good for nothing else (docs/adr/0038).
 */
const BROWSER_COOKIE = 'auchich'
const HALF_A_YEAR = 180 * 86_400

/** The word that this browser was given, if it brings a good one. */
export async function knownBrowser(c: Req, ctx: Ctx): Promise<string | null> {
  const word = getCookie(c, BROWSER_COOKIE)
  return word && (await isBrowser(ctx, word)) ? word : null
}

/** The browser by which somebody is counted who does not say who they are; the page that asks has given it its word. */
export async function visitorOf(c: Req, ctx: Ctx): Promise<Visitor> {
  const address = c.get('address')
  const known = await knownBrowser(c, ctx)
  if (known) return { browser: known, fresh: false, address }
  const browser = await newBrowser(ctx)
  setCookie(c, BROWSER_COOKIE, browser, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
    maxAge: HALF_A_YEAR,
  })
  return { browser, fresh: true, address }
}

import { getCookie, setCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'

/** Binds an answer of a provider to the browser that asked for it; comes back with a link from there, hence Lax. */
const FLOW_COOKIE = 'anmeldedienst'
/** The session that has just ended, to end it at the provider too; it opens nothing any more. */
const LEFT_COOKIE = 'abgemeldet'

const how = (c: Req) =>
  ({
    path: '/anmeldung/dienst',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
    maxAge: 600,
  }) as const

export const flowOf = (c: Req): string | undefined => getCookie(c, FLOW_COOKIE)
export const keepFlow = (c: Req, token: string): void => setCookie(c, FLOW_COOKIE, token, how(c))
export const leftSession = (c: Req): string | undefined => getCookie(c, LEFT_COOKIE)
export const keepLeft = (c: Req, token: string): void => setCookie(c, LEFT_COOKIE, token, how(c))

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { SENT_COOKIE } from '#http/view.ts'

/** Strictly necessary (§ 25 (2) TDDDG): it holds the place in a form that somebody is filling in, for its day. */
const DRAFT_COOKIE = 'entwurf'

const attributes = (c: Req) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('tenant').publicUrl.startsWith('https:'),
  }) as const

export const draftToken = (c: Req): string | undefined => getCookie(c, DRAFT_COOKIE)

export const keepDraft = (c: Req, token: string): void =>
  setCookie(c, DRAFT_COOKIE, token, { ...attributes(c), maxAge: 86_400 })

export function forgetDraft(c: Req): void {
  deleteCookie(c, DRAFT_COOKIE, { path: '/' })
}

/** For a minute this visitor gets fresh pages, so that their own report is on the map when they look. */
export const noteSent = (c: Req): void => setCookie(c, SENT_COOKIE, '1', { ...attributes(c), maxAge: 60 })

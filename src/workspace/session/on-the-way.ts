import { getCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { PENDING_COOKIE } from '#http/session.ts'
import { type Pending, pendingSession } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

/** Somebody who has shown a password and not yet what else is asked for. */
export interface OnTheWay {
  token: string
  pending: Pending
  /** Runs as that person, who may do nothing yet. */
  tx: <R>(run: (ctx: Ctx) => Promise<R>) => Promise<R>
}

/** Who is on their way in, in the state that a page is for; null sends them back to the beginning. */
export async function onTheWay(c: Req, state: Pending['state']): Promise<OnTheWay | null> {
  const token = getCookie(c, PENDING_COOKIE)
  const pending = token ? await c.get('tx')((ctx) => pendingSession(ctx, token)) : null
  if (!token || pending?.state !== state) return null
  const { id, name } = pending.account
  const actor = { kind: 'staff', id, name, grants: [] } as const
  const who = { tenant: c.get('tenant'), lang: c.get('lang'), actor }
  return { token, pending, tx: (run) => inTx(c.get('platform'), who, run) }
}

export const beginAgain = (c: Req, onward: string | null): Response =>
  c.redirect(urlWith(paths.signIn, { hinweis: 'abgelaufen', weiter: onward }), 303)

/** The next page on the way, which also knows where one wanted to go. */
export const step = (path: string, onward: string | null): string => urlWith(path, { weiter: onward })

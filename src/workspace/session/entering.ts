import { getCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { SESSION_COOKIE, startSession } from '#http/session.ts'
import { type Begun, signOut } from '#modules/identity/index.ts'
import { paths } from '../../paths.ts'

/** In. Whoever signed in anew over a session of theirs leaves none behind that nobody sees any more. */
export async function enter(
  c: Req,
  begun: Pick<Begun, 'token'> & { device: string | null },
  onward: string | null,
): Promise<Response> {
  const former = getCookie(c, SESSION_COOKIE)
  if (former) await c.get('tx')((ctx) => signOut(ctx, former))
  startSession(c, begun)
  return c.redirect(onward ?? paths.cases, 303)
}

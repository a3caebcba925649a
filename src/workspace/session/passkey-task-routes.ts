import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Env, Req } from '#http/env.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { SESSION_COOKIE } from '#http/session.ts'
import { accountById, confirmedLately, passkeyQuestion, passkeyTask } from '#modules/identity/index.ts'
import { Forbidden } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { onTheWay } from './on-the-way.ts'

const input = z.object({ zweck: z.enum(['anmelden', 'code', 'bestaetigen', 'einrichten']) })
const limits = new RateLimit()
/** A whole town hall may stand behind one address. */
const MOST = 300

/**
 * What a passkey is to sign, for the island; the answer comes back in the page's own form. The one question of a page
 * that is answered in JSON: the browser itself speaks nothing else here.
 */
export const passkeyTaskRoutes = new Hono<Env>()
  .post(paths.passkeyTask, async (c) => {
    limit(c, limits, 'passkey', MOST)
    const { data } = input.safeParse(await c.req.parseBody())
    c.header('Cache-Control', 'no-store')
    if (!data) return c.json({ code: 'bad_request' }, 400)
    return c.json(data.zweck === 'einrichten' ? await taskFor(c) : await questionFor(c, data.zweck))
  })
  .get(paths.passkeyTask, (c) => c.redirect(paths.signIn, 303))

async function questionFor(c: Req, purpose: 'anmelden' | 'code' | 'bestaetigen') {
  if (purpose === 'anmelden') return c.get('tx')((ctx) => passkeyQuestion(ctx, 'sign_in', null))
  if (purpose === 'bestaetigen') {
    const actor = c.get('actor')
    if (actor.kind !== 'staff') throw new Forbidden()
    return c.get('tx')((ctx) => passkeyQuestion(ctx, 'confirm', actor.id))
  }
  const way = await onTheWay(c, 'second_factor')
  if (!way) throw new Forbidden()
  return way.tx((ctx) => passkeyQuestion(ctx, 'second_factor', way.pending.account.id))
}

/** A new passkey: for who has just confirmed, or must set up a factor before anything else. */
async function taskFor(c: Req) {
  const actor = c.get('actor')
  if (actor.kind === 'staff') {
    const token = getCookie(c, SESSION_COOKIE) ?? ''
    return c.get('tx')(async (ctx) => {
      if (!(await confirmedLately(ctx, token))) throw new Forbidden('confirm_first')
      return passkeyTask(ctx, await accountById(ctx, actor.id))
    })
  }
  const way = await onTheWay(c, 'enrol')
  if (!way) throw new Forbidden()
  return way.tx((ctx) => passkeyTask(ctx, way.pending.account))
}

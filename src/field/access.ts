import { createMiddleware } from 'hono/factory'
import type { Env } from '#http/env.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { translator } from '#platform/i18n.ts'

/** Whoever may add photos of the work goes out to it: field workers, clerks and their heads. */
const goesOut = (actor: Actor): boolean => may(actor, 'cases.photo')

/** Pages: after `staffOnly`. Throws Forbidden. */
export const fieldOnly = createMiddleware<Env>(async (c, next) => {
  if (!goesOut(c.get('actor'))) throw new Forbidden()
  await next()
})

/**
 * What the island fetches and sends. A redirect to the sign-in would reach it as a page; it is told that the sign-in is
 * over, and keeps what waits.
 */
export const fieldProgram = createMiddleware<Env>(async (c, next) => {
  c.header('Cache-Control', 'no-store')
  if (c.get('actor').kind !== 'staff') {
    const title = translator(c.get('lang'))('field.login.title')
    return c.json({ title, code: 'field.login', status: 401 }, 401)
  }
  if (!goesOut(c.get('actor'))) throw new Forbidden()
  await next()
})

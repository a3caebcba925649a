import { createMiddleware } from 'hono/factory'
import { Forbidden } from '#platform/errors.ts'
import type { Env } from './env.ts'

/**
 * Changing requests must come from our own pages: browsers say where from in `Sec-Fetch-Site` or `Origin`. Programs
 * that send neither carry no cookies of ours by accident; what they may do is decided by their key.
 */
export const sameOrigin = createMiddleware<Env>(async (c, next) => {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    if (site && site !== 'same-origin' && site !== 'none') throw new Forbidden('foreign_origin')
    if (origin && (!URL.canParse(origin) || new URL(origin).host !== c.req.header('host')))
      throw new Forbidden('foreign_origin')
  }
  await next()
})

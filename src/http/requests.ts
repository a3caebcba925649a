import { getConnInfo } from '@hono/node-server/conninfo'
import { createMiddleware } from 'hono/factory'
import { newId } from '#platform/ids.ts'
import type { Env } from './env.ts'
import { observe } from './metrics.ts'

/** Gives the request an id and writes one line about it: route, status and time, never words, queries or tokens. */
export const requestLog = createMiddleware<Env>(async (c, next) => {
  const started = performance.now()
  c.set('requestId', newId())
  c.header('X-Request-Id', c.get('requestId'))
  await next()
  const ms = Math.round((performance.now() - started) * 10) / 10
  const route = c.req.routePath
  observe(c.req.method, route, c.res.status, ms)
  c.get('platform').log.info(
    {
      request: c.get('requestId'),
      tenant: c.get('tenant')?.id,
      method: c.req.method,
      route,
      status: c.res.status,
      ms,
    },
    'request',
  )
})

/** The person's address: the connection's, or what as many proxies as are trusted have added. */
export const clientAddress = createMiddleware<Env>(async (c, next) => {
  const trusted = c.get('platform').config.trustProxy
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean)
  let address = 'unknown'
  try {
    address = getConnInfo(c).remote.address ?? 'unknown'
  } catch {
    // Requests that tests make in process have no connection.
  }
  c.set('address', trusted > 0 ? (forwarded.at(-trusted) ?? address) : address)
  await next()
})

import { Hono } from 'hono'
import type { Env } from './env.ts'
import { registry } from './metrics.ts'

/** For load balancers and monitoring: before any tenant is looked up. `/metrics` answers this machine only. */
export const healthRoutes = new Hono<Env>()
  .get('/healthz', (c) => c.text('ok\n'))
  .get('/readyz', async (c) => {
    try {
      await Promise.race([
        c.get('platform').sidePool.query('select 1'),
        new Promise((_, reject) => setTimeout(() => reject(new Error('timeout')), 2000).unref()),
      ])
      return c.text('ready\n')
    } catch {
      return c.text('the database does not answer\n', 503)
    }
  })
  .get('/metrics', async (c) => {
    const address = c.get('address')
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'unknown'].includes(address)
    if (!local || c.req.header('x-forwarded-for'))
      return c.text('metrics are answered to this machine only\n', 403)
    return c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })

import type pg from 'pg'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export const registry = new Registry()
collectDefaultMetrics({ register: registry })

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer, by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
})

export const casesOpened = new Counter({
  name: 'reports_accepted_total',
  help: 'Reports accepted by this process',
  labelNames: ['channel'],
  registers: [registry],
})

export function observe(method: string, route: string, status: number, ms: number): void {
  duration.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000)
}

/** Connections in use and waited for, asked when somebody looks. */
export function watchPool(pool: pg.Pool): void {
  if (registry.getSingleMetric('db_pool_connections')) return
  new Gauge({
    name: 'db_pool_connections',
    help: 'Database connections of this process',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'total' }, pool.totalCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

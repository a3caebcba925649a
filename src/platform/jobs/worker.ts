import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { relayOutbox, type Subscriptions, tenantsWithOutbox } from '#platform/events/outbox.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { holdLock } from './orphans.ts'
import { startSweeps } from './sweeps.ts'
import { subscriptionsOf, tasksOf } from './tasks.ts'

export interface RunningWorker {
  /** Something stands in an outbox: look now instead of at the next poll. */
  wake(): void
  /** Mail was queued. */
  mail(): void
  stop(): Promise<void>
}

/** What graphile-worker says goes to our log, errors only; those of jobs without its words, which repeat the error's. */
export const quietLogger = (platform: Platform) =>
  new Logger(() => (level, message, meta) => {
    if (level !== 'error' && level !== 'warning') return
    if (meta?.error instanceof Error) {
      const { task_identifier: task } = (meta.job ?? {}) as { task_identifier?: string }
      platform.log.warn({ module: 'jobs', task, err: meta.error }, 'a job failed and is tried again')
    } else platform.log.warn({ module: 'jobs' }, message)
  })

/** A connection that breaks is replaced by the pool; whoever used it hears of it from their query. */
export function quietPool(pool: pg.Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
}

/** The worker half: relays outboxes into jobs, runs the jobs, the schedules and the sweeps. */
export async function startWorker(
  platform: Platform,
  modules: readonly Module[],
  { url, concurrency = 2 }: { url: string; concurrency?: number },
): Promise<RunningWorker> {
  // Jobs belong to all tenants, so they are moved about in the role dispatcher.
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 4, options: '-c role=dispatcher' })
  quietPool(pool)
  const logger = quietLogger(platform)
  const events = new EventEmitter()
  const alive = await holdLock(pool, events, platform)
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  const runner = await run({
    pgPool: pool,
    logger,
    taskList: tasksOf(platform, modules),
    parsedCronItems: [],
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    // biome-ignore lint/suspicious/noExplicitAny: the emitter's own type is stricter than what it needs
    events: events as any,
  })
  runner.promise.catch((error) => platform.log.error({ err: error }, 'job runner stopped'))
  const relay = startRelay(platform, pool, subscriptionsOf(modules), (jobs) => utils.addJobs(jobs))
  const sweeps = startSweeps(platform, modules)
  alive.onNotify(() => relay.wake())
  return {
    wake: relay.wake,
    mail: () => sweeps.now('notifications:mail'),
    stop: async () => {
      await relay.stop()
      await runner.stop().catch(() => {})
      await sweeps.stop()
      await utils.release()
      await alive.release()
      await pool.end()
    },
  }
}

function startRelay(
  platform: Platform,
  pool: pg.Pool,
  subscriptions: Subscriptions,
  addJobs: Parameters<typeof relayOutbox>[3],
) {
  let stopped = false
  let waiting: (() => void) | null = null
  let woken = false
  const wake = (): void => {
    woken = true
    waiting?.()
  }
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      waiting = () => {
        clearTimeout(timer)
        resolve()
      }
      if (woken || stopped) waiting()
    })
  const loop = (async () => {
    while (!stopped) {
      woken = false
      let took = 0
      try {
        for (const tenant of await tenantsWithOutbox(pool)) {
          took += await relayOutbox(platform, tenant, subscriptions, addJobs)
        }
      } catch (error) {
        platform.log.warn({ err: error }, 'outbox not relayed; trying again')
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
      // A short breath lets a burst of events travel in one batch.
      if (took > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      else await pause(1000)
    }
  })()
  return {
    wake,
    stop: async () => {
      stopped = true
      waiting?.()
      await loop
    },
  }
}

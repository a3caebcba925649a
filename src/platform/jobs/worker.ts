import { EventEmitter } from 'node:events'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { type Subscriptions, relayOutbox, tenantsWithOutbox } from '#platform/events/outbox.ts'
import type { Module } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { startSweeps } from './sweeps.ts'
import { subscriptionsOf, tasksOf } from './tasks.ts'

export const OUTBOX_CHANNEL = 'stadtdraht_outbox'

export interface RunningWorker {
  /** Something stands in an outbox: look now instead of at the next poll. */
  wake(): void
  /** Mail was queued. */
  mail(): void
  stop(): Promise<void>
}

/** What graphile-worker says goes to our log, errors only: its messages would repeat every job. */
export const quietLogger = (platform: Platform) =>
  new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') platform.log.warn({ part: 'jobs' }, message)
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
  const alive = await holdLocks(pool, events, platform)
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
      alive.release()
      await pool.end()
    },
  }
}

function startRelay(platform: Platform, pool: pg.Pool, subscriptions: Subscriptions, addJobs: Parameters<typeof relayOutbox>[3]) {
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

/**
 * Holds an advisory lock for each of this process's workers for as long as it lives, and frees the jobs of
 * workers whose lock is gone: after a kill their jobs run again at once instead of after four hours.
 */
async function holdLocks(pool: pg.Pool, events: EventEmitter, platform: Platform) {
  const mine = new Set<string>()
  let client: pg.PoolClient | null = null
  let notify = (): void => {}
  let released = false
  const connect = async (): Promise<void> => {
    client = await pool.connect()
    client.on('notification', () => notify())
    client.on('error', () => {
      client = null
    })
    await client.query(`listen ${OUTBOX_CHANNEL}`)
    for (const id of mine) await client.query('select pg_advisory_lock(hashtextextended($1, 7))', [id])
  }
  await connect()
  events.on('worker:create', ({ worker }: { worker: { workerId: string } }) => {
    mine.add(worker.workerId)
    client?.query('select pg_advisory_lock(hashtextextended($1, 7))', [worker.workerId]).catch(() => {})
  })
  const freeOrphans = async (): Promise<void> => {
    if (released) return
    if (!client) await connect()
    const { rows } = await client!.query(
      `select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
       union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null`,
    )
    for (const { locked_by } of rows) {
      if (mine.has(locked_by)) continue
      const { rows: got } = await client!.query('select pg_try_advisory_lock(hashtextextended($1, 7)) as dead', [locked_by])
      if (!got[0].dead) continue
      await client!.query('select graphile_worker.force_unlock_workers($1)', [[locked_by]])
      await client!.query('select pg_advisory_unlock(hashtextextended($1, 7))', [locked_by])
      platform.log.info({ worker: locked_by }, 'jobs of a lost worker are free again')
    }
  }
  const timer = setInterval(() => freeOrphans().catch((err) => platform.log.warn({ err }, 'orphaned jobs not checked')), 5000)
  await freeOrphans().catch(() => {})
  return {
    onNotify: (f: () => void) => {
      notify = f
    },
    release: () => {
      released = true
      clearInterval(timer)
      client?.release(true)
    },
  }
}

import type { EventEmitter } from 'node:events'
import type pg from 'pg'
import type { Platform } from '#platform/platform.ts'

export const OUTBOX_CHANNEL = 'stadtdraht_outbox'

const CHECK_MS = 5000
/** A job that has just ended may be on its way out of the table. */
const GRACE_MS = 5000

const lock = 'select pg_advisory_lock(hashtextextended($1, 7))'

/**
 * Jobs are locked in the name of a worker pool, and after a kill they would stay locked for four hours. So each process
 * holds an advisory lock in its pool's name for as long as it lives, and frees the jobs of pools whose lock nobody
 * holds. Its own jobs that it knows nothing of (their end could not be written while the database was gone) go free
 * too. The same connection listens for what web processes tell.
 */
export async function holdLock(pool: pg.Pool, events: EventEmitter, platform: Platform) {
  const mine = new Set<string>()
  const running = new Set<string>()
  let client: pg.PoolClient | null = null
  let notify = (): void => {}
  let released = false
  /** Gives the connection back; whatever breaks it at the same moment must not do it a second time. */
  let letGo = (): void => {}

  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    mine.add(workerPool.id)
    client?.query(lock, [workerPool.id]).catch(() => {})
  })
  events.on('job:start', ({ job }: { job: { id: string } }) => running.add(String(job.id)))
  events.on('job:complete', ({ job }: { job: { id: string } }) => {
    setTimeout(() => running.delete(String(job.id)), GRACE_MS).unref()
  })

  const connect = async (): Promise<pg.PoolClient> => {
    const fresh = await pool.connect()
    let given = false
    const giveBack = (error: Error | true): void => {
      if (client === fresh) client = null
      if (given) return
      given = true
      fresh.release(error)
    }
    letGo = () => giveBack(true)
    fresh.on('notification', () => notify())
    fresh.once('error', giveBack)
    try {
      await fresh.query(`listen ${OUTBOX_CHANNEL}`)
      for (const id of mine) await fresh.query(lock, [id])
    } catch (error) {
      giveBack(error as Error)
      throw error
    }
    return fresh
  }

  const check = async (): Promise<void> => {
    if (released) return
    client ??= await connect()
    await freeForgotten(client, mine, running)
    await freeLost(client, mine, platform)
  }

  client = await connect()
  await check().catch(() => {})
  let checking: Promise<void> | null = null
  const timer = setInterval(() => {
    checking ??= check()
      .catch((err) => platform.log.warn({ err }, 'orphaned jobs not checked'))
      .finally(() => {
        checking = null
      })
  }, CHECK_MS)
  return {
    onNotify: (f: () => void) => {
      notify = f
    },
    release: async () => {
      released = true
      clearInterval(timer)
      await checking
      client?.removeAllListeners('notification')
      letGo()
    },
  }
}

/** Jobs of pools that live no more, here or on another machine. */
async function freeLost(client: pg.PoolClient, mine: ReadonlySet<string>, platform: Platform): Promise<void> {
  const { rows } = await client.query(
    `select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
     union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null`,
  )
  for (const { locked_by } of rows) {
    if (mine.has(locked_by)) continue
    const { rows: got } = await client.query('select pg_try_advisory_lock(hashtextextended($1, 7)) as dead', [
      locked_by,
    ])
    if (!got[0].dead) continue
    await client.query('select graphile_worker.force_unlock_workers($1)', [[locked_by]])
    await client.query('select pg_advisory_unlock(hashtextextended($1, 7))', [locked_by])
    platform.log.info({ worker: locked_by }, 'jobs of a lost worker are free again')
  }
}

/** Jobs locked in our name that nobody here works on. Handlers may run twice, so one freed too early does no harm. */
async function freeForgotten(
  client: pg.PoolClient,
  mine: ReadonlySet<string>,
  running: ReadonlySet<string>,
): Promise<void> {
  await client.query(
    `update graphile_worker._private_jobs set locked_by = null, locked_at = null
     where locked_by = any ($1) and id <> all ($2::bigint[]) and locked_at < clock_timestamp() - $3 * interval '1 ms'`,
    [[...mine], [...running], GRACE_MS],
  )
}

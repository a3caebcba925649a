import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeWorkerUtils, runOnce } from 'graphile-worker'
import pg from 'pg'
import { keepWords } from '#modules/cases/words.ts'
import { grantsOf } from '#modules/organisation/index.ts'
import { MovableClock } from '#platform/clock.ts'
import { type Config, loadConfig } from '#platform/config.ts'
import { type Actor, anonymous, system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { relayOutbox, tenantsWithOutbox } from '#platform/events/outbox.ts'
import type { Uuid } from '#platform/ids.ts'
import { subscriptionsOf, tasksOf } from '#platform/jobs/tasks.ts'
import { quietLogger, quietPool } from '#platform/jobs/worker.ts'
import { createLog } from '#platform/log.ts'
import { modules } from '../src/modules.ts'
import { createTestDatabase, type TestDatabase } from './clone-database.ts'
import { buildTown, townIds } from './town.ts'

export { createTestDatabase } from './clone-database.ts'
export { onStateRoad, outside, somewhere } from './town.ts'

type Ids = ReturnType<typeof townIds>

export interface TestTown {
  platform: CreatedPlatform
  database: TestDatabase
  clock: MovableClock
  /** Teststadt, found by `teststadt.localhost` and by default. */
  tenant: Tenant
  ids: Ids
  /** Anderstadt: the same things with other ids. */
  other: { tenant: Tenant; ids: Ids }
  /** Runs in a transaction as the system, or as an actor. */
  tx: <R>(actor: Actor | 'system', run: (ctx: Ctx) => Promise<R>, tenant?: Tenant) => Promise<R>
  /** A member of staff as an actor, with what their roles allow now. */
  staff: (id: Uuid, tenant?: Tenant) => Promise<Actor & { kind: 'staff' }>
  /** Lets the cases of a town be found by their words, as the worker does a moment after they came in. */
  findable: (tenant?: Tenant) => Promise<void>
  /** Relays outboxes and runs jobs until nothing is left, as the worker would. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

/** A Monday morning, 09:00 in Berlin. */
export const MONDAY = '2026-11-23T08:00:00Z'

/** Two small towns on a database of their own. Close it when the tests are over. */
export async function testTown({ at = MONDAY, config = {} as Partial<Config> } = {}): Promise<TestTown> {
  const database = await createTestDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'stadtdraht-test-'))
  const clock = new MovableClock(at)
  const platform = createPlatform(
    {
      ...loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir }),
      publicUrl: 'http://teststadt.localhost:3000',
      ...config,
    },
    { url: database.url, log: createLog('silent'), clock },
  )
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const tenant = await buildTown(platform, owner, 'teststadt', true)
  const otherTenant = await buildTown(platform, owner, 'anderstadt', false)
  await owner.end()
  const tx: TestTown['tx'] = (actor, run, where = tenant) =>
    inTx(platform, { tenant: where, actor: actor === 'system' ? system('test') : actor }, run)
  return {
    platform,
    database,
    clock,
    tenant,
    ids: townIds('teststadt'),
    other: { tenant: otherTenant, ids: townIds('anderstadt') },
    tx,
    staff: (id, where = tenant) =>
      tx(
        'system',
        async (ctx) => ({ kind: 'staff', id, name: 'Test', grants: await grantsOf(ctx, id) }),
        where,
      ),
    findable: (where = tenant) =>
      tx(
        'system',
        async (ctx) => {
          const cases = await ctx.db
            .selectFrom('cases.case')
            .select('id')
            .where('tenant_id', '=', where.id)
            .execute()
          for (const { id } of cases) await keepWords(ctx, id)
        },
        where,
      ),
    drain: () => drain(platform, database.url),
    close: async () => {
      await platform.close()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What the worker does, once and in order, until no outbox and no job is left. */
export async function drain(platform: CreatedPlatform, url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 4, options: '-c role=dispatcher' })
  quietPool(pool)
  const logger = quietLogger(platform)
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  try {
    for (;;) {
      let took = 0
      for (const tenant of await tenantsWithOutbox(pool))
        took += await relayOutbox(platform, tenant, subscriptionsOf(modules), (jobs) => utils.addJobs(jobs))
      if (took === 0) break
      await runOnce({ pgPool: pool, taskList: tasksOf(platform, modules), logger, noHandleSignals: true })
      const { rows } = await pool.query(
        'select t.identifier, j.last_error from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.last_error is not null',
      )
      if (rows.length > 0) throw new Error(`job ${rows[0].identifier} failed: ${rows[0].last_error}`)
    }
  } finally {
    await utils.release()
    await pool.end()
  }
}

export { anonymous }

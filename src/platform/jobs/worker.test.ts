import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { createPlatform } from '#platform/create.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import type { Module, StoredEvent } from '#platform/module.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { startWorker } from './worker.ts'

let town: TestTown
let owner: pg.Client
beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await town.close()
})

const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  for (let i = 0; i < 500 && !(await holds()); i++) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(await holds()).toBe(true)
}
const say = (thing: string) => town.tx('system', async (ctx) => ctx.emit('thing.said', { thing }))

function listener(act: (event: StoredEvent) => void = () => {}) {
  const heard: { thing: string; tenant: string; actor: string }[] = []
  const module: Module = {
    name: 'listener',
    on: {
      'thing.said': async (ctx, event) => {
        act(event)
        heard.push({ thing: event.payload.thing, tenant: ctx.tenant.slug, actor: ctx.actor.kind })
      },
    },
  }
  return { heard, module }
}

describe('the worker', () => {
  test('brings each event to whoever subscribed, in its own town, as the system', async () => {
    const { heard, module } = listener()
    const worker = await startWorker(town.platform, [module], { url: town.database.url })
    town.platform.signals.attach({ outbox: worker.wake, mail: worker.mail })
    const [here, there] = [newId(), newId()]
    await say(here)
    await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: there }), town.other.tenant)
    await until(() => heard.length === 2)
    expect(heard).toContainEqual({ thing: here, tenant: 'teststadt', actor: 'system' })
    expect(heard).toContainEqual({ thing: there, tenant: 'anderstadt', actor: 'system' })
    await worker.stop()
  })

  test('tries again what failed, and undoes what the failure had done', async () => {
    const thing = newId()
    let tries = 0
    const module: Module = {
      name: 'shaky',
      on: {
        'thing.said': async (ctx, event) => {
          ctx.emit('echo.heard', { echo: event.payload.thing })
          if (++tries === 1) throw new Error('on purpose')
        },
      },
    }
    const worker = await startWorker(town.platform, [module], { url: town.database.url })
    await say(thing)
    worker.wake()
    const echoes = async () =>
      (await owner.query(`select 1 from platform.event where type = 'echo.heard' and stream = $1`, [thing]))
        .rowCount
    await until(async () => (await echoes()) === 1)
    expect(tries).toBe(2)
    await worker.stop()
  })

  test('hears of events from a process that only serves pages', async () => {
    const { heard, module } = listener()
    const worker = await startWorker(town.platform, [module], { url: town.database.url })
    const web = createPlatform(
      loadConfig({ NODE_ENV: 'test', DATA_DIR: `${town.platform.config.dataDir}-web` }),
      {
        url: town.database.url,
        log: createLog('silent'),
      },
    )
    // Between two polls, which come every second.
    await new Promise((resolve) => setTimeout(resolve, 300))
    const started = performance.now()
    await inTx(web, { tenant: town.tenant, actor: system('web') }, async (ctx) =>
      ctx.emit('thing.said', { thing: newId() }),
    )
    await until(() => heard.length === 1)
    expect(performance.now() - started).toBeLessThan(900)
    await worker.stop()
    await web.close()
  })

  test('takes over at once what a killed one had in hand, and leaves alone what a living one has', async () => {
    await say(newId())
    const { module } = listener()
    let release = (): void => {}
    const slow: Module = {
      name: 'listener',
      on: { 'thing.said': () => new Promise<void>((resolve) => (release = resolve)) },
    }
    const first = await startWorker(town.platform, [slow], { url: town.database.url })
    const locked = async () =>
      (
        await owner.query('select locked_by from graphile_worker._private_jobs where locked_by is not null')
      ).rows.map((r) => r.locked_by)
    await until(async () => (await locked()).length === 1)
    const [living] = await locked()
    const second = await startWorker(town.platform, [module], { url: town.database.url })
    expect(await locked()).toEqual([living])
    await second.stop()
    release()
    await until(async () => (await locked()).length === 0)
    await first.stop()

    // What a kill leaves behind: a job locked in the name of a pool that nobody holds a lock for.
    await say(newId())
    await town.drain().catch(() => {}) // relays; the handlers of the program do not know this event
    await owner.query(`select graphile_worker.add_job('listener:thing.said', $1)`, [
      JSON.stringify({ tenant: town.tenant.id, id: newId() }),
    ])
    await owner.query(`update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now()`)
    const third = await startWorker(town.platform, [module], { url: town.database.url })
    await until(async () => (await owner.query('select 1 from graphile_worker._private_jobs')).rowCount === 0)
    await third.stop()
  })

  test('works on when all its connections are cut', async () => {
    const { heard, module } = listener()
    const worker = await startWorker(town.platform, [module], { url: town.database.url })
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await until(() =>
      say(newId()).then(
        () => true,
        () => false,
      ),
    )
    await until(() => heard.length > 0)
    await worker.stop()
  })
})

test('schedules run for every town, sweeps for the process; one that fails runs again', async () => {
  const runs: string[] = []
  const module: Module = {
    name: 'regular',
    schedule: { hourly: { every: 0.05, run: async (ctx) => void runs.push(ctx.tenant.slug) } },
    sweeps: {
      broom: {
        every: 0.05,
        run: async () => {
          runs.push('broom')
          throw new Error('on purpose')
        },
      },
    },
  }
  const worker = await startWorker(town.platform, [module], { url: town.database.url })
  await until(() =>
    ['teststadt', 'anderstadt', 'broom'].every((name) => runs.filter((r) => r === name).length > 1),
  )
  await worker.stop()
  const after = runs.length
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(runs).toHaveLength(after)
})

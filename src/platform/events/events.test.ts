import type { AddJobsJobSpec } from 'graphile-worker'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#platform/context/context.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { type ChainedEvent, firstBroken } from './chain.ts'
import { relayOutbox, tenantsWithOutbox } from './outbox.ts'

let town: TestTown
let owner: pg.Client
let dispatcher: pg.Pool
beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  dispatcher = new pg.Pool({ connectionString: town.database.url, options: '-c role=dispatcher', max: 2 })
})
afterAll(async () => {
  await dispatcher.end()
  await owner.end()
  await town.close()
})

type Row = ChainedEvent & { prev: Buffer | null; hash: Buffer }
const chainOf = (stream: string): Promise<Row[]> =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.event')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('stream', '=', stream)
      .orderBy('seq')
      .execute()
    return rows as unknown as Row[]
  })

const say =
  (stream: string, words = 'spoken') =>
  (ctx: Ctx) => {
    ctx.emit('thing.said', { thing: stream, words, list: [1, { b: 2, a: null }] })
    return Promise.resolve()
  }

async function chain(length: number): Promise<{ stream: string; events: Row[] }> {
  const stream = newId()
  for (let i = 0; i < length; i++) await town.tx('system', say(stream, `word ${i}`))
  return { stream, events: await chainOf(stream) }
}

describe('the chain of a stream', () => {
  test('holds, however keys are ordered on the way through the database', async () => {
    const { events } = await chain(4)
    expect(events.map((e) => e.seq)).toEqual([1, 2, 3, 4])
    expect(firstBroken(events)).toBe(-1)
    expect(firstBroken([])).toBe(-1)
  })

  test('shows what was changed, swapped, taken out, or added', async () => {
    const { events } = await chain(5)
    const change = (at: number, more: Partial<Row>) =>
      events.map((e, i) => (i === at ? { ...e, ...more } : e))
    expect(firstBroken(change(2, { payload: { thing: events[2]!.stream, words: 'other' } }))).toBe(2)
    expect(firstBroken(change(1, { actor_kind: 'staff' }))).toBe(1)
    expect(firstBroken(change(3, { at: new Date(0) }))).toBe(3)
    expect(firstBroken(change(0, { tenant_id: newId() }))).toBe(0)
    expect(firstBroken(change(4, { type: 'thing.unsaid' }))).toBe(4)
    expect(firstBroken([events[0]!, events[2]!, events[1]!])).toBe(1)
    expect(firstBroken(events.filter((_, i) => i !== 2))).toBe(2)
    expect(firstBroken(events.slice(1))).toBe(0)
    expect(firstBroken([...events, { ...events[4]!, seq: 6 }])).toBe(5)
  })

  test('takes several events of one transaction, also of several streams', async () => {
    const [a, b] = [newId(), newId()]
    await town.tx('system', async (ctx) => {
      await say(a)(ctx)
      await say(b)(ctx)
      await say(a)(ctx)
    })
    await town.tx('system', say(a))
    expect([(await chainOf(a)).length, (await chainOf(b)).length]).toEqual([3, 1])
    expect(firstBroken(await chainOf(a))).toBe(-1)
  })

  test('of two who write to it at the same time only one comes through, and the chain holds', async () => {
    const { stream } = await chain(1)
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => town.tx('system', say(stream))))
    const events = await chainOf(stream)
    const done = results.filter((r) => r.status === 'fulfilled').length
    expect(done).toBeGreaterThan(0)
    expect(events).toHaveLength(1 + done)
    expect(firstBroken(events)).toBe(-1)
    for (const r of results)
      if (r.status === 'rejected') expect(r.reason).toMatchObject({ status: 409, code: 'overtaken' })
  })

  test('cannot be rewritten by the program', async () => {
    const { stream } = await chain(1)
    const { sql } = await import('kysely')
    for (const statement of [
      sql`update platform.event set type = 'x' where tenant_id = ${town.tenant.id} and stream = ${stream}`,
      sql`delete from platform.event where tenant_id = ${town.tenant.id} and stream = ${stream}`,
      sql`truncate platform.event`,
    ])
      await expect(town.tx('system', (ctx) => statement.execute(ctx.db))).rejects.toMatchObject({
        code: '42501',
      })
  })

  test('needs an event that names its stream', async () => {
    await expect(
      town.tx('system', async (ctx) => ctx.emit('thing.said', { other: newId() })),
    ).rejects.toThrow('does not name its stream')
  })
})

describe('the outbox', () => {
  const jobs: AddJobsJobSpec[] = []
  const addJobs = async (specs: AddJobsJobSpec[]) => jobs.push(...specs)
  const subscriptions = new Map([['thing.said', ['a:thing.said', 'b:thing.said']]])
  const relay = (more: Partial<{ addJobs: typeof addJobs; limit: number }> = {}) =>
    relayOutbox(town.platform, town.tenant.id, subscriptions, more.addJobs ?? addJobs, more.limit)
  beforeEach(async () => {
    jobs.length = 0
    await owner.query('delete from platform.outbox')
  })

  test('is told to the dispatcher by town, and by nobody else', async () => {
    expect(await tenantsWithOutbox(dispatcher)).toEqual([])
    await town.tx('system', say(newId()))
    await town.tx('system', say(newId()), town.other.tenant)
    expect((await tenantsWithOutbox(dispatcher)).sort()).toEqual(
      [town.tenant.id, town.other.tenant.id].sort(),
    )
    await expect(dispatcher.query('select * from platform.event')).rejects.toThrow('permission denied')
    await expect(dispatcher.query('select recipient from platform.mail')).rejects.toThrow('permission denied')
  })

  test('becomes one job for each subscriber, once', async () => {
    const stream = newId()
    await town.tx('system', say(stream))
    expect(await relay()).toBe(1)
    expect(await relay()).toBe(0)
    const [event] = await chainOf(stream)
    expect(jobs.map((j) => j.jobKey)).toEqual([`${event!.id}:a:thing.said`, `${event!.id}:b:thing.said`])
    expect(jobs[0]!.payload).toEqual({ tenant: town.tenant.id, id: event!.id })
  })

  test('keeps its rows when the jobs cannot be added, and gives the same jobs again', async () => {
    await town.tx('system', say(newId()))
    const failing = async (specs: AddJobsJobSpec[]) => {
      await addJobs(specs)
      throw new Error('gone')
    }
    await expect(relay({ addJobs: failing as typeof addJobs })).rejects.toThrow('gone')
    expect(await relay()).toBe(1)
    expect(new Set(jobs.map((j) => j.jobKey)).size).toBe(2)
    expect(jobs).toHaveLength(4)
  })

  test('is shared by two who empty it at once', async () => {
    for (let i = 0; i < 20; i++) await town.tx('system', say(newId()))
    const took = await Promise.all([relay({ limit: 10 }), relay({ limit: 10 }), relay({ limit: 10 })])
    expect(took.reduce((a, b) => a + b)).toBeLessThanOrEqual(20)
    while (await relay());
    expect(new Set(jobs.map((j) => j.jobKey)).size).toBe(40)
    expect(jobs).toHaveLength(40)
  })

  test('forgets events that nobody subscribed to', async () => {
    await town.tx('system', async (ctx) => ctx.emit('thing.ignored', { thing: newId() }))
    expect(await relay()).toBe(1)
    expect(jobs).toEqual([])
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChainedEvent, chainHash } from '#platform/events/chain.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { MerkleTree } from './merkle.ts'
import { lastSeal, type Seal, sealHash, sealNow, sealsAfter } from './seal.ts'
import { publishedPath, publishSeals } from './seal-publish.ts'
import { type Fault, type Verification, verifyTenant } from './verify.ts'
import { publishedLines, verifications, verifyAndRecord, verifyDaily } from './verify-record.ts'

let town: TestTown
let owner: pg.Client
/** Three histories of five events each, in two seals of equal length, one of which lies behind. */
let streams: string[]
beforeAll(async () => {
  town = await testTown()
  owner = new pg.Client({ connectionString: town.database.url })
  await owner.connect()
  streams = [newId(), newId(), newId()]
  for (let round = 0; round < 5; round++) {
    for (const stream of streams)
      await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: stream, round }))
    await town.drain()
    if (round === 1 || round === 3) {
      await town.tx('system', (ctx) => sealNow(ctx))
      town.clock.advance({ hours: 1 })
    }
  }
  await town.drain()
})
afterAll(async () => {
  await owner.end()
  await town.close()
})

/** Tampers as the owner of the database, verifies, and puts everything back. */
async function tampered(
  work: () => Promise<unknown>,
  published: Seal[] = [],
): Promise<Verification & { first: Fault | undefined }> {
  await owner.query('begin')
  try {
    await work()
    const result = await verifyTenant(owner, town.tenant.id, { published })
    return { ...result, first: result.faults[0] }
  } finally {
    await owner.query('rollback')
  }
}
const seals = () => town.tx('system', (ctx) => sealsAfter(ctx, 0, 100))
const event = async (stream: string, seq: number) =>
  (await owner.query('select * from platform.event where stream = $1 and seq = $2', [stream, seq])).rows[0]

describe('a history that nobody bent', () => {
  test('verifies, with what waits in the outbox', async () => {
    await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: newId() }))
    const result = await tampered(async () => {}, await seals())
    expect(result).toMatchObject({ faults: [], count: 0, published: 2 })
    expect(result.events).toBeGreaterThan(15)
    await town.drain()
  })
})

describe('the owner of the database', () => {
  test('changes an event', async () => {
    const { id } = await event(streams[0]!, 3)
    const { first } = await tampered(() =>
      owner.query(`update platform.event set payload = payload || '{"round": 77}' where id = $1`, [id]),
    )
    expect(first).toMatchObject({ kind: 'changed', stream: streams[0], seq: 3, id })
    expect(first!.n).toBeGreaterThan(0)
    for (const change of [
      `type = 'thing.unsaid'`,
      `actor_kind = 'staff'`,
      `actor_for = gen_random_uuid()`,
      `at = at + interval '1 second'`,
      `at = at + interval '1 microsecond'`,
    ])
      expect(
        (await tampered(() => owner.query(`update platform.event set ${change} where id = $1`, [id]))).first,
        change,
      ).toMatchObject({ kind: 'changed', id })
  })

  test('changes several: the first in the order of what happened is named', async () => {
    const late = await event(streams[0]!, 4)
    const early = await event(streams[2]!, 2)
    const { first, count } = await tampered(() =>
      owner.query(`update platform.event set type = 'thing.bent' where id = any ($1)`, [[late.id, early.id]]),
    )
    expect(first).toMatchObject({ id: early.id })
    expect(count).toBe(2)
  })

  test('swaps two events', async () => {
    const { faults } = await tampered(async () => {
      await owner.query('update platform.event set seq = 99 where stream = $1 and seq = 2', [streams[1]])
      await owner.query('update platform.event set seq = 2 where stream = $1 and seq = 3', [streams[1]])
      await owner.query('update platform.event set seq = 3 where stream = $1 and seq = 99', [streams[1]])
    })
    expect(faults[0]).toMatchObject({ stream: streams[1], seq: 2, kind: 'unlinked' })
  })

  test('takes an event out of the middle', async () => {
    const { faults } = await tampered(() =>
      owner.query('delete from platform.event where stream = $1 and seq = 2', [streams[1]]),
    )
    expect(faults.map((f) => f.kind)).toEqual(expect.arrayContaining(['missing', 'gone', 'root']))
    expect(faults.find((f) => f.kind === 'missing')).toMatchObject({ stream: streams[1], seq: 2 })
  })

  test('cuts off the end of a chain, and clears it out of the feed as well', async () => {
    const { id } = await event(streams[1]!, 5)
    const cut = () => owner.query('delete from platform.event where id = $1', [id])
    expect((await tampered(cut)).first).toMatchObject({ kind: 'gone', id })
    const both = await tampered(async () => {
      await cut()
      await owner.query('delete from platform.feed where event_id = $1', [id])
    })
    expect(both.first).toMatchObject({ kind: 'gap' })
  })

  test('deletes a whole chain and numbers the feed anew', async () => {
    const { faults } = await tampered(async () => {
      await owner.query('delete from platform.event where stream = $1', [streams[1]])
      await owner.query(`delete from platform.feed f
        where not exists (select from platform.event e where e.id = f.event_id)`)
      await owner.query('alter table platform.feed drop constraint feed_pkey')
      await owner.query(`update platform.feed f set n = o.n from
        (select tenant_id, event_id, row_number() over (partition by tenant_id order by n) as n from platform.feed) o
        where o.tenant_id = f.tenant_id and o.event_id = f.event_id`)
      await owner.query(`update platform.feed_head h set n = (select max(n) from platform.feed f
        where f.tenant_id = h.tenant_id)`)
    })
    expect(faults[0]).toMatchObject({ kind: 'root', seal: 1, from: 1 })
  })

  test('hides an event from the feed only', async () => {
    const { id } = await event(streams[0]!, 5)
    const { faults } = await tampered(() =>
      owner.query('update platform.feed set event_id = $2 where event_id = $1', [id, newId()]),
    )
    expect(faults).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'unlisted', id })]))
  })

  test('changes an event and computes its chain anew: the seal shows it', async () => {
    const { first } = await tampered(() => rewriteChain(streams[0]!))
    expect(first).toMatchObject({ kind: 'root', seal: 1 })
  })

  test('removes a seal, the first, the last, or changes one', async () => {
    const remove = (n: number) => () => owner.query('delete from audit.seal where n = $1', [n])
    expect((await tampered(remove(1))).first).toMatchObject({ kind: 'seal_missing', seal: 1 })
    const kept = await seals()
    expect((await tampered(remove(2))).first).toBeUndefined()
    expect((await tampered(remove(2), kept)).first).toMatchObject({ kind: 'seal_missing', seal: 2 })
    const change = () => owner.query(`update audit.seal set at = at - interval '1 day' where n = 2`)
    expect((await tampered(change)).first).toMatchObject({ kind: 'seal_changed', seal: 2 })
  })

  test('rewrites everything so that it fits: only what was published shows it', async () => {
    const kept = await seals()
    const rewrite = async () => {
      await rewriteChain(streams[0]!)
      await rewriteSeals()
    }
    expect((await tampered(rewrite)).faults).toEqual([])
    const { first, published } = await tampered(rewrite, kept)
    expect(first).toMatchObject({ kind: 'published', seal: 1 })
    expect(published).toBe(2)
  })
})

async function rewriteChain(stream: string): Promise<void> {
  const { rows } = await owner.query('select * from platform.event where stream = $1 order by seq', [stream])
  let prev: Buffer | null = null
  for (const row of rows as (ChainedEvent & { payload: object })[]) {
    const payload = { ...row.payload, round: 77 }
    const hash = chainHash({ ...row, payload }, prev)
    await owner.query('update platform.event set payload = $2, prev = $3, hash = $4 where id = $1', [
      row.id,
      payload,
      prev,
      hash,
    ])
    prev = hash
  }
}

async function rewriteSeals(): Promise<void> {
  let prev: string | null = null
  for (const seal of await seals()) {
    const tree = new MerkleTree()
    const { rows } = await owner.query(
      `select e.hash from platform.feed f join platform.event e on e.tenant_id = f.tenant_id and e.id = f.event_id
       where f.tenant_id = $1 and f.n between $2 and $3 order by f.n`,
      [seal.tenant, seal.from, seal.to],
    )
    for (const row of rows) tree.add(row.hash)
    const root = tree.root().toString('hex')
    const hash: string = sealHash({ ...seal, root, prev })
    await owner.query(
      'update audit.seal set root = $3, prev = $4, hash = $5 where tenant_id = $1 and n = $2',
      [
        seal.tenant,
        seal.n,
        Buffer.from(root, 'hex'),
        prev && Buffer.from(prev, 'hex'),
        Buffer.from(hash, 'hex'),
      ],
    )
    prev = hash
  }
}

describe('sealing', () => {
  test('waits until it is due, and until something has happened', async () => {
    const before = await town.tx('system', lastSeal)
    town.clock.advance({ hours: 2 })
    await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: newId() }))
    await town.drain()
    const hourly = () => town.tx('system', (ctx) => sealNow(ctx, { everyMinutes: 60 }))
    const [seal] = await hourly()
    expect(seal).toMatchObject({ n: before!.n + 1, from: before!.to + 1, prev: before!.hash })
    expect(seal!.hash).toBe(sealHash(seal!))
    town.clock.advance({ minutes: 30 })
    await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: newId() }))
    await town.drain()
    expect(await hourly()).toEqual([])
    town.clock.advance({ minutes: 31 })
    expect(await hourly()).toHaveLength(1)
    // The event about the seal itself is no reason for another one.
    await town.drain()
    town.clock.advance({ hours: 2 })
    expect(await hourly()).toEqual([])
  })

  test('tells of itself, and happens once when two do it at once', async () => {
    await town.tx('system', async (ctx) => ctx.emit('thing.said', { thing: newId() }))
    await town.drain()
    const both = await Promise.all([1, 2].map(() => town.tx('system', (ctx) => sealNow(ctx))))
    expect(both.flat()).toHaveLength(1)
    const [seal] = both.flat()
    const { rows } = await owner.query(
      `select payload from platform.event where type = 'tenant.sealed' order by seq desc limit 1`,
    )
    expect(rows[0].payload).toEqual({ tenant: town.tenant.id, n: seal!.n, hash: seal!.hash })
  })

  test('cannot be undone by the program', async () => {
    for (const statement of [
      'delete from audit.seal where tenant_id = $1',
      'update audit.seal set n = n where tenant_id = $1',
    ])
      await expect(
        town.tx('system', async (ctx) => ctx.send(statement, [ctx.tenant.id])),
      ).rejects.toMatchObject({ code: '42501' })
  })
})

describe('publishing', () => {
  const file = () => publishedPath(town.platform.config.sealDir, town.tenant)
  const lines = async () => Array.fromAsync(publishedLines(file()))
  beforeEach(() => rmSync(file(), { force: true }))

  test('writes each seal once, and catches up with what a crash kept out', async () => {
    await publishSeals(town.platform)
    await publishSeals(town.platform)
    expect(await lines()).toEqual(await seals())
    const text = readFileSync(file(), 'utf8')
    // Cut off in the middle of a line, as a full disk or a lost machine leaves it.
    writeFileSync(file(), text.slice(0, -100))
    await publishSeals(town.platform)
    expect(await lines()).toEqual(await seals())
  })

  test('leaves a file alone that does not belong to the database any more', async () => {
    const [first] = await seals()
    writeFileSync(file(), `${JSON.stringify({ ...first, hash: '0'.repeat(64) })}\n`)
    const text = readFileSync(file(), 'utf8')
    await publishSeals(town.platform)
    expect(readFileSync(file(), 'utf8')).toBe(text)
  })

  test('is compared with by itself, and the outcome is kept', async () => {
    await publishSeals(town.platform)
    const before = await town.tx('system', (ctx) => verifications(ctx, 10))
    const result = await verifyAndRecord(town.platform, town.tenant)
    expect(result).toMatchObject({ count: 0, published: (await seals()).length })
    await verifyDaily(town.platform)
    const after = await town.tx('system', (ctx) => verifications(ctx, 10))
    expect(after).toHaveLength(before.length + 1)
    expect(after[0]).toMatchObject({ faults: 0, fault: null, events: result.events })
    town.clock.advance({ hours: 25 })
    await verifyDaily(town.platform)
    expect(await town.tx('system', (ctx) => verifications(ctx, 10))).toHaveLength(before.length + 2)
  })

  test('by another machine’s copy finds what the own file hides', async () => {
    const kept = await seals()
    const folder = mkdtempSync(join(tmpdir(), 'stadtdraht-copy-'))
    const copy = join(folder, 'kept.jsonl')
    writeFileSync(copy, `${kept.map((s) => JSON.stringify(s)).join('\n')}\nnonsense\n`)
    const read = await Array.fromAsync(publishedLines(copy))
    rmSync(folder, { recursive: true })
    expect(read).toEqual(kept)
  })
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChainedEvent, chainHash } from '#platform/events/chain.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { makeProof, type Proof } from './proof.ts'
import { checkProof } from './proof-check.ts'
import { type Seal, sealHash, sealNow, sealsAfter } from './seal.ts'

let town: TestTown
let proof: Proof
let published: Seal[]
const stream = newId()
const say = (thing: string, word: string) =>
  town.tx('system', async (ctx) => ctx.emit('thing.said', { thing, word, list: [1, { b: 2, a: null }] }))
const proveNow = () => town.tx('system', (ctx) => makeProof(ctx, stream, '2026-1'))

beforeAll(async () => {
  town = await testTown()
  for (let round = 0; round < 6; round++) {
    await say(stream, `round ${round}`)
    for (let i = 0; i < 7; i++) await say(newId(), 'other')
    await town.drain()
    if (round % 2 === 0) await town.tx('system', (ctx) => sealNow(ctx))
    town.clock.advance({ hours: 1 })
  }
  await town.tx('system', (ctx) => sealNow(ctx))
  proof = await proveNow()
  published = await town.tx('system', (ctx) => sealsAfter(ctx, 0, 100))
})
afterAll(() => town.close())

describe('a proof', () => {
  test('holds after it went through a file, with and without published seals', () => {
    const read = JSON.parse(JSON.stringify(proof))
    expect(checkProof(read)).toEqual({ faults: [], sealed: 6, unsealed: 0, published: 0 })
    expect(checkProof(read, published)).toMatchObject({ faults: [], published: proof.seals.length })
  })

  test('says what waits for the next seal, in the outbox or in the feed', async () => {
    await say(stream, 'fresh')
    expect(checkProof(await proveNow(), published)).toMatchObject({ faults: [], sealed: 6, unsealed: 1 })
    await town.drain()
    expect(checkProof(await proveNow(), published)).toMatchObject({ faults: [], sealed: 6, unsealed: 1 })
  })

  test('of a history without any seal is a chain only', async () => {
    const young = newId()
    await say(young, 'hello')
    const own = await town.tx('system', (ctx) => makeProof(ctx, young, '2026-2'))
    expect(checkProof(own)).toEqual({ faults: [], sealed: 0, unsealed: 1, published: 0 })
    const none = await town.tx('system', (ctx) => makeProof(ctx, newId(), '2026-3'))
    expect(checkProof(none).faults).toEqual(['There are no events in it.'])
  })

  test('does not hold when anything in it was changed', () => {
    // Every leaf of the JSON in turn, changed in a way that keeps its kind. Names and times of making prove nothing.
    const places: { path: (string | number)[]; value: unknown }[] = []
    const walk = (value: unknown, path: (string | number)[]): void => {
      if (value !== null && typeof value === 'object')
        for (const [key, inner] of Object.entries(value))
          walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
      else places.push({ path, value })
    }
    walk(
      { stream: proof.stream, tenant: { id: proof.tenant.id }, events: proof.events, seals: proof.seals },
      [],
    )
    const bend = (value: unknown): unknown =>
      typeof value === 'number'
        ? value + 1
        : value === null
          ? newId()
          : /^\d{4}-\d\d-\d\dT/.test(String(value))
            ? new Date(Date.parse(String(value)) + 1).toISOString()
            : String(value).replace(/[0-9a-z]/, (c) => (c === '1' ? '2' : '1'))
    fc.assert(
      fc.property(fc.constantFrom(...places), ({ path, value }) => {
        const copy = structuredClone(proof)
        // biome-ignore lint/suspicious/noExplicitAny: any place in the JSON
        let at: any = copy
        for (const key of path.slice(0, -1)) at = at[key]
        at[path.at(-1)!] = bend(value)
        expect(checkProof(copy).faults, path.join('.')).not.toEqual([])
      }),
      { numRuns: Math.min(1000, places.length * 4) },
    )
  })

  test('does not hold with an event or a seal left out, doubled or moved', () => {
    const without = (at: number) => ({ ...proof, events: proof.events.filter((_, i) => i !== at) })
    for (let i = 0; i < proof.events.length - 1; i++) expect(checkProof(without(i)).faults).not.toEqual([])
    for (let i = 0; i < proof.seals.length - 1; i++)
      expect(checkProof({ ...proof, seals: proof.seals.filter((_, at) => at !== i) }).faults).not.toEqual([])
    expect(checkProof({ ...proof, events: [...proof.events, proof.events[5]!] }).faults).not.toEqual([])
    expect(checkProof({ ...proof, events: proof.events.toReversed() }).faults).not.toEqual([])
  })

  test('with a sealed event made to look as if it waited does not hold', () => {
    const events = structuredClone(proof.events)
    Object.assign(events[2]!, { seal: null, path: null })
    expect(checkProof({ ...proof, events }).faults).not.toEqual([])
  })

  test('made up anew by whoever holds the database holds against everything but the published seals', () => {
    const forged = structuredClone(proof)
    let prev: Buffer | null = null
    for (const e of forged.events) {
      e.payload = { ...e.payload, word: 'forged' }
      prev = chainHash({ ...e, tenant_id: forged.tenant.id, at: new Date(e.at) } as ChainedEvent, prev)
      Object.assign(e, { hash: prev.toString('hex'), n: null, seal: null, path: null })
    }
    let before: string | null = forged.seals[0]!.prev
    for (const s of forged.seals) {
      s.prev = before
      s.root = 'ab'.repeat(32)
      s.hash = sealHash(s)
      before = s.hash
    }
    expect(checkProof(forged).faults).toEqual([])
    expect(checkProof(forged, published).faults).not.toEqual([])
  })

  test.each([null, 7, 'x', [], {}, { format: 'stadtdraht proof 1' }, { format: 'other', events: [] }])(
    'is not %j',
    (input) => {
      expect(checkProof(input).faults[0]).toMatch(/^This is no proof/)
    },
  )
})

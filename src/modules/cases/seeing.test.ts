import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { assignCase } from './assigning.ts'
import { aCase } from './case.fixture.ts'
import { peopleOf } from './people.ts'
import { relatedCases } from './related.ts'
import { holderByToken } from './tracking.ts'
import { visibleCase, visibleCases } from './visible.ts'
import { openedSince, viewCounts, type WorkListFilter, workList } from './work-list.ts'

let town: TestTown
const names = ['publicRoads', 'privateRoads', 'team', 'parks', 'lent'] as const
const numbers: Record<string, string> = {}
let token = ''
let privateId = ''

beforeAll(async () => {
  town = await testTown()
  await town.tx('system', async (ctx) => {
    const keep = async (name: (typeof names)[number], unit: string, isPublic: boolean) => {
      const made = await aCase(ctx, unit, { public: isPublic })
      numbers[name] = made.number
      return made
    }
    await keep('publicRoads', town.ids.roads, true)
    const hidden = await keep('privateRoads', town.ids.roads, false)
    token = hidden.trackingToken
    privateId = hidden.id
    await keep('team', town.ids.roadTeam, false)
    await keep('parks', town.ids.parks, false)
    const lent = await keep('lent', town.ids.parks, false)
    await ctx.db.selectFrom('cases.case').select('id').where('tenant_id', '=', ctx.tenant.id).execute()
    await assignCase(ctx, lent.id, town.ids.worker)
  })
})
afterAll(() => town?.close())

const seenBy = (actor: Actor | 'system', tenant = town.tenant) =>
  town.tx(
    actor,
    async (ctx) => {
      const { rows } = await sql<{ number: string }>`
        select c.number from cases.case c where c.tenant_id = ${ctx.tenant.id} and ${visibleCases(ctx)}`.execute(
        ctx.db,
      )
      const seen = new Set(rows.map((r) => r.number))
      return names.filter((name) => seen.has(numbers[name]!))
    },
    tenant,
  )

describe('who sees what', () => {
  test.each([
    ['head', ['publicRoads', 'privateRoads', 'team']],
    ['clerk', ['publicRoads', 'privateRoads', 'team']],
    ['admin', ['publicRoads', 'privateRoads', 'team']],
    ['worker', ['team', 'lent']],
    ['gardener', ['parks', 'lent']],
  ] as const)('a %s of staff', async (name, seen) => {
    expect(await seenBy(await town.staff(town.ids[name]))).toEqual(seen)
  })

  test('everyone else', async () => {
    expect(await seenBy('system')).toEqual([...names])
    expect(await seenBy(anonymous)).toEqual(['publicRoads'])
    const holder = await town.tx(anonymous, (ctx) => holderByToken(ctx, token))
    expect(await seenBy(holder!)).toEqual(['publicRoads', 'privateRoads'])
    const machine = (scopes: string[]): Actor => ({ kind: 'machine', id: newId(), label: 'x', scopes })
    expect(await seenBy(machine([]))).toEqual(['publicRoads'])
    expect(await seenBy(machine(['cases.read']))).toEqual([...names])
  })

  test('no one of another town, whatever they may do there', async () => {
    for (const name of ['head', 'admin', 'worker'] as const) {
      const actor = await town.staff(town.other.ids[name], town.other.tenant)
      expect(await seenBy(actor, town.other.tenant)).toEqual([])
      // Even an actor of that town who found their way in here.
      expect(await seenBy(actor)).toEqual([])
    }
    expect(await seenBy('system', town.other.tenant)).toEqual([])
  })

  test('who reported is for staff', async () => {
    const asked = (actor: Actor) =>
      town.tx(actor, async (ctx) => peopleOf(ctx, await visibleCase(ctx, privateId)))
    expect(await asked(await town.staff(town.ids.clerk))).toMatchObject([
      { name: 'Erika Müßig', role: 'reporter' },
    ])
    const holder = await town.tx(anonymous, (ctx) => holderByToken(ctx, token))
    expect(await asked(holder!)).toEqual([])
  })
})

describe('tracking links', () => {
  test('unknown, foreign, expired and revoked look alike', async () => {
    const ask = (words: string, tenant = town.tenant) =>
      town.tx(anonymous, (ctx) => holderByToken(ctx, words), tenant)
    expect(await ask(token)).toMatchObject({ kind: 'holder', case: privateId })
    expect(await ask('AAAAAAAAAAAAAAAAAAAAAA')).toBeNull()
    expect(await ask('')).toBeNull()
    expect(await ask(token, town.other.tenant)).toBeNull()
    const set = (values: { expires_at?: Date | null; revoked_at?: Date | null }) =>
      town.tx('system', (ctx) =>
        ctx.db
          .updateTable('cases.tracking')
          .set(values)
          .where('tenant_id', '=', ctx.tenant.id)
          .where('case_id', '=', privateId)
          .execute(),
      )
    await set({ expires_at: town.clock.now() })
    expect(await ask(token)).toBeNull()
    await set({ expires_at: null, revoked_at: town.clock.now() })
    expect(await ask(token)).toBeNull()
    await set({ revoked_at: null })
  })
})

describe('the work list', () => {
  const total = 47
  let clerk: Actor & { kind: 'staff' }

  beforeAll(async () => {
    clerk = await town.staff(town.ids.clerk)
    await town.tx('system', async (ctx) => {
      const unit = [town.ids.roads, town.ids.roadTeam]
      for (let i = 0; i < total; i++) {
        // Many share a deadline, some have none.
        const dueAt = i % 9 === 0 ? null : new Date(ctx.now.getTime() + ((i % 5) - 2) * 86_400_000)
        await aCase(ctx, unit[i % 2]!, { type: 'liste', dueAt, words: i % 3 ? 'Laub' : 'Pfütze' })
      }
    })
  })

  const all = async (filter: WorkListFilter, size: number) => {
    const seen: string[] = []
    const dues: (number | null)[] = []
    let after: WorkListFilter['after']
    for (let pages = 0; pages < 100; pages++) {
      const page = await town.tx(clerk, (ctx) => workList(ctx, { ...filter, ...(after && { after }) }, size))
      seen.push(...page.cases.map((c) => c.id))
      dues.push(...page.cases.map((c) => c.dueAt?.getTime() ?? null))
      if (!page.next) return { seen, dues }
      expect(page.cases).toHaveLength(size)
      after = page.next
    }
    throw new Error('the pages do not end')
  }

  test.each([
    ['due', 7],
    ['due', 1],
    ['newest', 7],
    ['due', 200],
  ] as const)('shows each case once, sorted by %s, %i a page', async (sort, size) => {
    const { seen, dues } = await all({ view: 'unit', type: 'liste', sort }, size)
    expect(seen).toHaveLength(total)
    expect(new Set(seen).size).toBe(total)
    if (sort === 'due') expect(dues).toEqual(dues.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity)))
  })

  test('counts what it shows', async () => {
    for (const filter of [{}, { units: [town.ids.roadTeam] }]) {
      const counts = await town.tx(clerk, (ctx) => viewCounts(ctx, filter))
      for (const view of ['mine', 'unit', 'unassigned', 'overdue', 'today', 'scheduled'] as const)
        expect((await all({ view, ...filter }, 10)).seen).toHaveLength(counts[view])
    }
    const counts = await town.tx(clerk, (ctx) => viewCounts(ctx))
    expect(counts.overdue).toBeGreaterThan(0)
  })

  test('finds by words of any script, and nothing for words without letters', async () => {
    await town.findable()
    const found = async (text: string) => (await all({ view: 'unit', type: 'liste', text }, 50)).seen.length
    expect(await found('pfuetze')).toBe(Math.ceil(total / 3))
    expect(await found("'); drop table cases.case; --")).toBe(0)
    expect(await found('***')).toBe(0)
  })

  test('keeps to the units that one reads, whatever is asked', async () => {
    const list = await town.tx(clerk, (ctx) => workList(ctx, { view: 'unit', units: [town.ids.parks] }))
    expect(list.cases).toEqual([])
  })

  test('says what has come in since', async () => {
    const ask = (minutes: number) =>
      town.tx(clerk, (ctx) => openedSince(ctx, new Date(ctx.now.getTime() + minutes * 60_000)))
    expect(await ask(-1)).toBe(total + 3)
    expect(await ask(1)).toBe(0)
  })
})

test('related cases lie within reach, are alike, open and visible', async () => {
  const clerk = await town.staff(town.ids.clerk)
  const at = { lat: 50.131, lon: 8.935 }
  // 0.0005 degrees of latitude are some 56 metres.
  const beside = (lat: number) => ({ lat: at.lat + lat, lon: at.lon })
  const made = await town.tx('system', async (ctx) => {
    const open = (place: { lat: number; lon: number }, more = {}) =>
      aCase(ctx, town.ids.roads, { type: 'nah', place, ...more })
    return {
      it: await open(at),
      near: await open(beside(0.0005)),
      nearest: await open(beside(0.0001)),
      far: await open(beside(0.0015)),
      unlike: await open(at, { type: 'anders' }),
      foreign: await aCase(ctx, town.ids.parks, { type: 'nah', place: at, public: false }),
    }
  })
  const found = await town.tx(clerk, async (ctx) => relatedCases(ctx, await visibleCase(ctx, made.it.id)))
  expect(found.map((r) => r.case.number)).toEqual([made.nearest.number, made.near.number])
  expect(found[1]!.metres).toBeGreaterThan(50)
  expect(found[1]!.metres).toBeLessThan(60)
})

test('numbers are unique however many come in at once', async () => {
  const made = await Promise.all(
    Array.from({ length: 40 }, () => town.tx('system', (ctx) => aCase(ctx, town.ids.parks))),
  )
  expect(new Set(made.map((m) => m.number)).size).toBe(40)
  await expect(town.tx('system', (ctx) => visibleCase(ctx, "2026-1' or true"))).rejects.toThrow(NotFound)
})

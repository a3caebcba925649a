import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { assignCase, takeCase } from './assigning.ts'
import { aCase } from './case.fixture.ts'
import type { CaseStatus } from './case.ts'
import { closeCase } from './closing.ts'
import { handOver, handToAuthority } from './handing-over.ts'
import { historyOf } from './history.ts'
import { planCase, scheduleCase, startCase } from './planning.ts'
import { reclassifyCase } from './reclassifying.ts'
import { reopenCase } from './reopening.ts'
import { addNote, notePhoto, reply } from './speaking.ts'
import { visibleCase } from './visible.ts'

let town: TestTown
const who: Record<string, Actor & { kind: 'staff' }> = {}

beforeAll(async () => {
  town = await testTown()
  for (const name of ['worker', 'clerk', 'head', 'admin', 'gardener'] as const)
    who[name] = await town.staff(town.ids[name])
  who.foreign = await town.staff(town.other.ids.clerk, town.other.tenant)
})
afterAll(() => town?.close())

interface Verb {
  name: string
  run: (ctx: Ctx, id: Uuid, version?: number) => Promise<void>
  event: string
  /** Where it stands afterwards. */
  after: CaseStatus
  /** Statuses in which it cannot be done. */
  not: readonly CaseStatus[]
  /** Somebody of the unit who may not. */
  mayNot: 'worker' | 'admin'
}

const v = (version?: number) => (version === undefined ? {} : { version })
const tomorrow = (ctx: Ctx) => new Date(ctx.now.getTime() + 86_400_000)

const verbs: readonly Verb[] = [
  { name: 'take', run: takeCase, event: 'case.taken', after: 'open', not: ['closed'], mayNot: 'admin' },
  {
    name: 'assign',
    run: (ctx, id, version) => assignCase(ctx, id, town.ids.worker, v(version)),
    event: 'case.assigned',
    after: 'open',
    not: ['closed'],
    mayNot: 'worker',
  },
  {
    name: 'hand over',
    run: (ctx, id, version) =>
      handOver(ctx, id, { unitId: town.ids.roadTeam, note: 'Bitte Sie', ...v(version) }),
    event: 'case.handed_over',
    after: 'open',
    not: ['closed'],
    mayNot: 'worker',
  },
  {
    name: 'hand to an authority',
    run: (ctx, id, version) => handToAuthority(ctx, id, { authorityId: town.ids.state, ...v(version) }),
    event: 'case.forwarded',
    after: 'closed',
    not: ['closed'],
    mayNot: 'worker',
  },
  {
    name: 'schedule',
    run: (ctx, id, version) => scheduleCase(ctx, id, { at: tomorrow(ctx), ...v(version) }),
    event: 'case.scheduled',
    after: 'scheduled',
    not: ['closed'],
    mayNot: 'admin',
  },
  {
    name: 'start',
    run: startCase,
    event: 'case.started',
    after: 'in_progress',
    not: ['closed', 'in_progress'],
    mayNot: 'admin',
  },
  {
    name: 'prioritise',
    run: (ctx, id, version) => planCase(ctx, id, { priority: 3, ...v(version) }),
    event: 'case.prioritised',
    after: 'open',
    not: ['closed'],
    mayNot: 'worker',
  },
  {
    name: 'change the deadline',
    run: (ctx, id, version) => planCase(ctx, id, { dueAt: new Date('2026-12-24T11:00:00Z'), ...v(version) }),
    event: 'case.due_changed',
    after: 'open',
    not: ['closed'],
    mayNot: 'worker',
  },
  {
    name: 'reclassify',
    run: (ctx, id, version) =>
      reclassifyCase(ctx, id, {
        type: 'baum',
        title: { de: 'Umgestürzter Baum', en: 'Fallen tree' },
        unitId: town.ids.roads,
        authorityId: null,
        why: { code: 'default', params: { unit: town.ids.roads } },
        dueAt: null,
        ...v(version),
      }),
    event: 'case.reclassified',
    after: 'open',
    not: ['closed'],
    mayNot: 'admin',
  },
  {
    name: 'note',
    run: (ctx, id, version) => addNote(ctx, id, 'Nur für uns', version),
    event: 'case.noted',
    after: 'open',
    not: [],
    mayNot: 'admin',
  },
  {
    name: 'reply',
    run: (ctx, id, version) => reply(ctx, id, { body: 'Wir kommen.', visibility: 'public', ...v(version) }),
    event: 'case.replied',
    after: 'open',
    not: [],
    mayNot: 'worker',
  },
  {
    name: 'add a photo',
    run: (ctx, id, version) => notePhoto(ctx, id, town.ids.roads, 'after', version),
    event: 'case.photographed',
    after: 'open',
    not: [],
    mayNot: 'admin',
  },
  {
    name: 'close',
    run: (ctx, id, version) => closeCase(ctx, id, { outcome: 'fixed', note: 'Erledigt.' }, version),
    event: 'case.closed',
    after: 'closed',
    not: ['closed'],
    mayNot: 'admin',
  },
]

/** A case of the roads department in a status. */
async function caseIn(status: CaseStatus): Promise<Uuid> {
  return town.tx('system', async (ctx) => {
    const { id } = await aCase(ctx, town.ids.roads)
    await ctx.db
      .updateTable('cases.case')
      .set({ status, ...(status === 'closed' ? { closed_at: ctx.now, outcome: 'fixed' } : {}) })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    return id
  })
}

const open = () => caseIn('open')
/** Teams below see the department's cases only where they have been given one. */
const lent = async (id: Uuid, to: 'worker') => town.tx('system', (ctx) => assignCase(ctx, id, town.ids[to]))

describe.each(verbs)('to $name', (verb) => {
  test('changes the case, counts its version up and stands in the history', async () => {
    const id = await open()
    await town.tx(who.head!, (ctx) => verb.run(ctx, id, 1))
    await town.tx('system', async (ctx) => {
      const c = await visibleCase(ctx, id)
      expect(c.status).toBe(verb.after)
      expect(c.version).toBeGreaterThan(1)
      const entry = (await historyOf(ctx, c, 'internal')).find((e) => e.event.type === verb.event)
      expect(entry).toBeDefined()
      expect(entry!.by).toBe('Dr. Ayşe Łukasiewicz')
      expect(ctx.t(`history.${verb.event}`, entry!.params)).not.toMatch(/\{\{|undefined/)
    })
  })

  test.each(verb.not)('is refused when the case is %s', async (status) => {
    const id = await caseIn(status)
    await expect(town.tx(who.head!, (ctx) => verb.run(ctx, id))).rejects.toThrow(Conflict)
  })

  test('is refused to those who lack the permission', async () => {
    const id = await open()
    if (verb.mayNot === 'worker') await lent(id, 'worker')
    const actor = who[verb.mayNot]!
    await expect(town.tx(actor, (ctx) => verb.run(ctx, id))).rejects.toThrow(Forbidden)
  })

  test('finds nothing in a foreign unit or town', async () => {
    const id = await open()
    await expect(town.tx(who.gardener!, (ctx) => verb.run(ctx, id))).rejects.toThrow(NotFound)
    await expect(town.tx(who.foreign!, (ctx) => verb.run(ctx, id), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
  })

  test('is refused upon what has changed meanwhile', async () => {
    const id = await open()
    await town.tx(who.clerk!, (ctx) => addNote(ctx, id, 'Ich war schneller'))
    await expect(town.tx(who.head!, (ctx) => verb.run(ctx, id, 1))).rejects.toThrow(Conflict)
  })
})

describe('reopening', () => {
  test('puts a closed case back to whoever had it', async () => {
    const id = await open()
    await town.tx(who.clerk!, (ctx) => takeCase(ctx, id))
    await town.tx(who.clerk!, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
    await town.tx(who.clerk!, (ctx) => reopenCase(ctx, id, { note: 'Ist noch da' }))
    const c = await town.tx('system', (ctx) => visibleCase(ctx, id))
    expect(c).toMatchObject({ status: 'open', outcome: null, closedAt: null, assigneeId: town.ids.clerk })
  })

  test('is for closed cases, for those who may, and upon what one saw', async () => {
    const id = await open()
    await expect(town.tx(who.clerk!, (ctx) => reopenCase(ctx, id, { note: 'x' }))).rejects.toThrow(Conflict)
    const closed = await caseIn('closed')
    await expect(town.tx(who.admin!, (ctx) => reopenCase(ctx, closed, { note: 'x' }))).rejects.toThrow(
      Forbidden,
    )
    await expect(town.tx(who.gardener!, (ctx) => reopenCase(ctx, closed, { note: 'x' }))).rejects.toThrow(
      NotFound,
    )
    await expect(
      town.tx(who.clerk!, (ctx) => reopenCase(ctx, closed, { note: 'x', version: 7 })),
    ).rejects.toThrow(Conflict)
  })
})

describe('closing', () => {
  test('asks of each outcome what it must say', async () => {
    const id = await open()
    const close = (closure: Parameters<typeof closeCase>[2]) =>
      town.tx(who.clerk!, (ctx) => closeCase(ctx, id, closure))
    await expect(close({ outcome: 'no_action' })).rejects.toThrow('case.reason_missing')
    await expect(close({ outcome: 'not_responsible' })).rejects.toThrow('case.authority_missing')
    await expect(close({ outcome: 'not_responsible', authorityId: town.other.ids.state })).rejects.toThrow(
      'case.no_such_authority',
    )
    await expect(close({ outcome: 'duplicate' })).rejects.toThrow('case.original_missing')
    await expect(close({ outcome: 'duplicate', duplicateOf: '1999-1' })).rejects.toThrow(
      'case.original_unknown',
    )
    await expect(close({ outcome: 'duplicate', duplicateOf: id })).rejects.toThrow('case.own_duplicate')
    const other = await town.tx('system', async (ctx) => aCase(ctx, town.ids.roads))
    await close({ outcome: 'duplicate', duplicateOf: ` ${other.number} ` })
  })

  test('keeps nothing of a closing that failed', async () => {
    const id = await open()
    await expect(
      town.tx(who.clerk!, (ctx) => closeCase(ctx, id, { outcome: 'no_action', note: '   ' })),
    ).rejects.toThrow(Invalid)
    const c = await town.tx('system', (ctx) => visibleCase(ctx, id))
    expect(c).toMatchObject({ status: 'open', version: 1 })
  })
})

describe('assigning', () => {
  test('knows its own people only, and none twice', async () => {
    const id = await open()
    const to = (account: Uuid) => town.tx(who.clerk!, (ctx) => assignCase(ctx, id, account))
    await expect(to(town.other.ids.worker)).rejects.toThrow('case.no_such_colleague')
    await to(town.ids.worker)
    await expect(to(town.ids.worker)).rejects.toThrow('case.assigned_already')
  })

  test('lends a case across units to whoever it is given', async () => {
    const id = await open()
    await expect(town.tx(who.gardener!, (ctx) => visibleCase(ctx, id))).rejects.toThrow(NotFound)
    await town.tx(who.clerk!, (ctx) => assignCase(ctx, id, town.ids.gardener))
    await town.tx(who.gardener!, (ctx) => addNote(ctx, id, 'Sehe ich mir an'))
    await town.tx(who.gardener!, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
  })
})

test('two who take the same case at once: one has it, the other is told', async () => {
  const id = await open()
  const tries = await Promise.allSettled(
    [who.clerk!, who.head!].map((actor) => town.tx(actor, (ctx) => takeCase(ctx, id, 1))),
  )
  expect(tries.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((tries.find((t) => t.status === 'rejected') as PromiseRejectedResult).reason).toBeInstanceOf(
    Conflict,
  )
})

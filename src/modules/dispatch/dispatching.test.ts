import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  addNote,
  closeCase,
  handOver,
  historyOf,
  restrictCase,
  takeCase,
  visibleCase,
} from '#modules/cases/index.ts'
import { splitReport, submit } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { onStateRoad, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { dispatchCase } from './dispatching.ts'
import { acceptProposal, openProposal } from './proposal.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
let worker: Actor & { kind: 'staff' }

beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
  worker = await town.staff(town.ids.worker)
})
afterAll(() => town?.close())

const setting = (dispatch: string, skill: string | null = 'asphalt') =>
  town.tx('system', async (ctx) => {
    await changeReference(ctx)
    await ctx.db
      .updateTable('reports.category')
      .set({ dispatch, skill })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('code', '=', 'schlagloch')
      .execute()
  })

const reported = async (place = somewhere): Promise<Uuid> => {
  const { id } = await town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Loch',
      place,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    }),
  )
  return id
}
const look = (id: Uuid) => town.tx('system', (ctx) => visibleCase(ctx, id))
const history = (id: Uuid) =>
  town.tx('system', async (ctx) => historyOf(ctx, await visibleCase(ctx, id), 'internal'))
const types = async (id: Uuid) => (await history(id)).map((e) => e.event.type)

describe('assigning', () => {
  beforeEach(() => setting('assign'))

  test('gives a case to the nearest qualified person and says why', async () => {
    const id = await reported()
    await town.drain()
    expect((await look(id)).assigneeId).toBe(town.ids.worker)
    const entry = (await history(id)).find((e) => e.event.type === 'case.assigned')!
    expect(entry.params.to).toBe('Mira Vogt')
    expect(entry.params.reason).toMatch(/^\d+ m entfernt, .+ Qualifikation Asphalt, im Dienst$/)
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
  })

  test('does so once, although the handler runs twice', async () => {
    const id = await reported()
    await town.drain()
    const [opened] = await history(id)
    await town.tx('system', (ctx) => dispatchCase(ctx, opened!.event as StoredEvent))
    expect((await types(id)).filter((t) => t === 'case.assigned')).toHaveLength(1)
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
  })

  test('leaves a case to whoever was faster', async () => {
    const id = await reported()
    await town.tx(clerk, (ctx) => takeCase(ctx, id))
    await town.drain()
    expect((await look(id)).assigneeId).toBe(town.ids.clerk)
  })

  test('has nothing to do with what is another authority’s', async () => {
    const id = await reported(onStateRoad)
    await town.drain()
    expect(await look(id)).toMatchObject({ status: 'closed', assigneeId: null })
  })

  test('says when nobody qualifies, once', async () => {
    await setting('assign', 'taucher')
    const id = await reported()
    await town.drain()
    const [opened] = await history(id)
    await town.tx('system', (ctx) => dispatchCase(ctx, opened!.event as StoredEvent))
    expect((await types(id)).filter((t) => t === 'case.undispatched')).toHaveLength(1)
    expect((await look(id)).assigneeId).toBeNull()
  })
})

describe('proposing', () => {
  beforeEach(() => setting('propose'))
  const proposal = (id: Uuid) => town.tx('system', (ctx) => openProposal(ctx, id))

  test('leaves the decision to people', async () => {
    const id = await reported()
    await town.drain()
    expect((await look(id)).assigneeId).toBeNull()
    expect(await proposal(id)).toMatchObject({ to: town.ids.worker, mode: 'propose' })
    await town.tx(clerk, (ctx) => acceptProposal(ctx, id, 1))
    expect((await look(id)).assigneeId).toBe(town.ids.worker)
    await expect(town.tx(clerk, (ctx) => acceptProposal(ctx, id))).rejects.toThrow(Conflict)
    await town.drain()
    expect(await proposal(id)).toBeNull()
  })

  test('is written down once, although the handler runs twice', async () => {
    const id = await reported()
    await town.drain()
    const [opened] = await history(id)
    await town.tx('system', (ctx) => dispatchCase(ctx, opened!.event as StoredEvent))
    expect((await types(id)).filter((t) => t === 'case.proposed')).toHaveLength(1)
  })

  test('can be overruled, and is then over', async () => {
    const id = await reported()
    await town.drain()
    await town.tx(clerk, (ctx) => takeCase(ctx, id))
    await town.drain()
    expect(await proposal(id)).toBeNull()
    expect((await look(id)).assigneeId).toBe(town.ids.clerk)
  })

  test('is void in another office', async () => {
    const id = await reported()
    await town.drain()
    await town.tx(clerk, (ctx) => handOver(ctx, id, { unitId: town.ids.parks }))
    await town.drain()
    expect(await proposal(id)).toBeNull()
    expect(await types(id)).toContain('case.undispatched')
  })

  test('is accepted only by those who may assign, upon what they saw', async () => {
    const id = await reported()
    await town.drain()
    const gardener = await town.staff(town.ids.gardener)
    const foreign = await town.staff(town.other.ids.clerk, town.other.tenant)
    await expect(town.tx(gardener, (ctx) => acceptProposal(ctx, id))).rejects.toThrow(NotFound)
    await expect(town.tx(foreign, (ctx) => acceptProposal(ctx, id), town.other.tenant)).rejects.toThrow(
      NotFound,
    )
    await town.tx('system', (ctx) => handOver(ctx, id, { unitId: town.ids.roadTeam }))
    await town.drain()
    await expect(town.tx(worker, (ctx) => acceptProposal(ctx, id))).rejects.toThrow(Forbidden)
    await town.tx(clerk, (ctx) => addNote(ctx, id, 'Moment'))
    await expect(town.tx(clerk, (ctx) => acceptProposal(ctx, id, 1))).rejects.toThrow(Conflict)
  })
})

describe('a part of a case at another office', () => {
  /** Part of a report whose own category nobody is sent out for. */
  const part = async (restricted = false): Promise<Uuid> => {
    const { id } = await town.tx('system', (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'baum',
        text: 'Baum auf der Straße',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
      }),
    )
    const gardener = await town.staff(town.ids.gardener)
    const named = { accounts: [town.ids.gardener, town.ids.clerk], unit: null }
    if (restricted) await town.tx(gardener, (ctx) => restrictCase(ctx, id, { reason: 'health', named }))
    const made = await town.tx(gardener, (ctx) =>
      splitReport(ctx, id, {
        category: 'schlagloch',
        unitId: null,
        task: 'Loch füllen',
        dueAt: null,
        mode: 'apart',
      }),
    )
    return made.id
  }

  test('goes to the nearest qualified person there, as a case would, once', async () => {
    await setting('assign')
    const id = await part()
    await town.drain()
    expect(await look(id)).toMatchObject({
      kind: 'child',
      unitId: town.ids.roads,
      assigneeId: town.ids.worker,
    })
    const entry = (await history(id)).find((e) => e.event.type === 'case.assigned')!
    expect(entry.params.reason).toMatch(/Qualifikation Asphalt/)
    const [opened] = await history(id)
    await town.tx('system', (ctx) => dispatchCase(ctx, opened!.event as StoredEvent))
    expect((await types(id)).filter((t) => t === 'case.assigned')).toHaveLength(1)
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
  })

  test('is proposed where people decide, and left to them altogether where it is restricted', async () => {
    await setting('propose')
    const [id, secret] = [await part(), await part(true)]
    await town.drain()
    await town.tx(clerk, (ctx) => acceptProposal(ctx, id))
    expect((await look(id)).assigneeId).toBe(town.ids.worker)
    expect(await town.tx('system', (ctx) => openProposal(ctx, secret))).toBeNull()
    expect(await types(secret)).not.toContain('case.undispatched')
  })
})

test('a category may leave it to people altogether', async () => {
  await setting('none')
  const id = await reported()
  await town.drain()
  expect(await types(id)).toEqual(['case.opened'])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignCase, closeCase, visibleCase, workList } from '#modules/cases/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { reclassify } from './reclassifying.ts'
import { submit } from './submitting.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
})
afterAll(() => town?.close())

const reported = async (): Promise<Uuid> => {
  const { id } = await town.tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Etwas liegt quer',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    }),
  )
  return id
}

describe('another category', () => {
  test('decides responsibility anew, ends the assignment and can be found by its new name', async () => {
    const id = await reported()
    await town.tx(clerk, (ctx) => assignCase(ctx, id, town.ids.clerk))
    await town.tx(clerk, (ctx) => reclassify(ctx, id, { category: 'baum' }))
    // Lent to nobody, it is now the parks department's alone.
    await expect(town.tx(clerk, (ctx) => visibleCase(ctx, id))).rejects.toThrow(NotFound)
    const gardener = await town.staff(town.ids.gardener)
    await town.findable()
    const list = await town.tx(gardener, (ctx) => workList(ctx, { view: 'unit', text: 'umgestürzter baum' }))
    expect(list.cases).toMatchObject([
      { id, type: 'baum', unitId: town.ids.parks, assigneeId: null, title: { de: 'Umgestürzter Baum' } },
    ])
  })

  test('must exist and be another', async () => {
    const id = await reported()
    const to = (category: string) => town.tx(clerk, (ctx) => reclassify(ctx, id, { category }))
    await expect(to('drachen')).rejects.toThrow('report.category_unknown')
    await expect(to('schlagloch')).rejects.toThrow('report.category_same')
  })

  test('is for those who work the case, while it is open, as they saw it', async () => {
    const id = await reported()
    const as = (actor: Actor, version?: number) =>
      town.tx(actor, (ctx) => reclassify(ctx, id, { category: 'baum', ...(version && { version }) }))
    await expect(as(await town.staff(town.ids.gardener))).rejects.toThrow(NotFound)
    await expect(as(await town.staff(town.ids.admin))).rejects.toThrow(Forbidden)
    await expect(as(clerk, 9)).rejects.toThrow(Conflict)
    await town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
    await expect(as(clerk)).rejects.toThrow(Conflict)
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { readingsOf, recordReading } from './index.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

it('remembers who has looked, for ever', async () => {
  const photo = newId()
  const worker = await town.staff(town.ids.worker)
  await town.tx(worker, async (ctx) => recordReading(ctx, 'file.original', photo))
  expect(await town.tx('system', (ctx) => readingsOf(ctx, photo))).toEqual([
    { what: 'file.original', actorKind: 'staff', actorId: town.ids.worker, at: town.clock.now() },
  ])
  expect(await town.tx('system', (ctx) => readingsOf(ctx, photo), town.other.tenant)).toEqual([])
  const erase = town.tx('system', async (ctx) =>
    ctx.send('delete from audit.reading where tenant_id = $1', [ctx.tenant.id]),
  )
  await expect(erase).rejects.toMatchObject({ code: '42501' })
})

it('does not remember a reading that did not happen', async () => {
  const photo = newId()
  const failed = town.tx('system', async (ctx) => {
    recordReading(ctx, 'file.original', photo)
    throw new Error('not read')
  })
  await expect(failed).rejects.toThrow('not read')
  expect(await town.tx('system', (ctx) => readingsOf(ctx, photo))).toEqual([])
})

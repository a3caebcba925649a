import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { businessCalendar } from './business-calendar.ts'
import { setDayOff, setOpenings } from './days.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

// The town's clock says Monday, 23 November 2026, 09:00.
const due = (hours: number, unit?: string) =>
  town.tx('system', async (ctx) => (await businessCalendar(ctx, unit)).addHours(ctx.now, hours).toISOString())

it('has usual hours until a town says otherwise, and a unit’s own before the town’s', async () => {
  expect(await due(24)).toBe('2026-11-26T08:00:00.000Z')
  await town.tx('system', async (ctx) => {
    await setOpenings(
      ctx,
      [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:00', until: '19:00' })),
    )
    await setOpenings(ctx, [{ weekday: 3, from: '14:00', until: '24:00' }], town.ids.parks)
  })
  expect(await due(24)).toBe('2026-11-25T08:00:00.000Z')
  expect(await due(1, town.ids.parks)).toBe('2026-11-25T14:00:00.000Z')
  expect(await due(24, town.ids.roads)).toBe('2026-11-25T08:00:00.000Z')
})

it('knows the state’s holidays and the town’s own days off', async () => {
  await town.tx('system', (ctx) => setDayOff(ctx, Temporal.PlainDate.from('2026-11-24'), 'Betriebsausflug'))
  expect(await due(24)).toBe('2026-11-26T08:00:00.000Z')
  await town.tx('system', async (ctx) => {
    const calendar = await businessCalendar(ctx)
    expect(calendar.dayName(Temporal.PlainDate.from('2026-11-24'))).toBe('Betriebsausflug')
    expect(calendar.dayName(Temporal.PlainDate.from('2027-05-27'))).toBe('Fronleichnam')
  })
})

it('is remembered', () =>
  town.tx('system', async (ctx) => {
    const first = await businessCalendar(ctx)
    expect(await businessCalendar(ctx, town.ids.roads)).toBe(first)
  }))

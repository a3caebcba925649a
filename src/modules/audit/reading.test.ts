import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { forgetReadings, readings, readingsOf, recordList, recordReading, unfoldLists } from './index.ts'

let town: TestTown
let worker: Actor
let officer: Actor
beforeAll(async () => {
  town = await testTown()
  worker = await town.staff(town.ids.worker)
  officer = await town.staff(town.ids.officer)
})
afterAll(() => town.close())

describe('a reading', () => {
  it('says who, what, when, in which role and at which unit; to others than the officer not who', async () => {
    const photo = newId()
    await town.tx(worker, async (ctx) => recordReading(ctx, 'file.original', photo))
    const known = {
      what: 'file.original',
      subject: photo,
      actorKind: 'staff',
      actorFor: null,
      role: 'field_worker',
      unit: town.ids.roadTeam,
      at: town.clock.now(),
    }
    expect(await town.tx(officer, (ctx) => readingsOf(ctx, [photo]))).toEqual([
      { ...known, actorId: town.ids.worker },
    ])
    expect(await town.tx(worker, (ctx) => readingsOf(ctx, [photo]))).toEqual([{ ...known, actorId: null }])
    expect(await town.tx('system', (ctx) => readingsOf(ctx, [photo]), town.other.tenant)).toEqual([])
  })

  it('is not remembered when it did not happen', async () => {
    const photo = newId()
    const failed = town.tx('system', async (ctx) => {
      recordReading(ctx, 'file.original', photo)
      throw new Error('not read')
    })
    await expect(failed).rejects.toThrow('not read')
    expect(await town.tx('system', (ctx) => readingsOf(ctx, [photo]))).toEqual([])
  })

  it('names the one for whom a deputy read', async () => {
    const it = newId()
    const [grant] = (worker as Actor & { kind: 'staff' }).grants
    await town.tx(worker, async (ctx) => {
      ctx.actBy({ ...grant!, for: town.ids.head })
      recordReading(ctx, 'case', it)
    })
    const [reading] = await town.tx(officer, (ctx) => readingsOf(ctx, [it]))
    expect(reading).toMatchObject({ actorId: town.ids.worker, actorFor: town.ids.head })
  })

  it('cannot be changed, nor forgotten before its time, whatever the program believes the time to be', async () => {
    const it = newId()
    await town.tx(worker, async (ctx) => recordReading(ctx, 'case', it))
    const change = town.tx('system', async (ctx) =>
      ctx.send(`update audit.reading set what = 'nothing' where tenant_id = $1`, [ctx.tenant.id]),
    )
    await expect(change).rejects.toMatchObject({ code: '42501' })
    await town.tx('system', async (ctx) =>
      ctx.send('delete from audit.reading where tenant_id = $1', [ctx.tenant.id]),
    )
    town.clock.advance({ days: 800 })
    await town.tx('system', forgetReadings)
    town.clock.advance({ days: -800 })
    expect(await town.tx('system', (ctx) => readingsOf(ctx, [it]))).toHaveLength(1)
  })

  it('is forgotten after twelve months', async () => {
    const it = newId()
    town.clock.advance({ days: -400 })
    await town.tx(worker, async (ctx) => recordReading(ctx, 'case', it))
    town.clock.advance({ days: 40 })
    const younger = newId()
    await town.tx(worker, async (ctx) => recordReading(ctx, 'case', younger))
    town.clock.advance({ days: 360 })
    expect(await town.tx('system', (ctx) => readingsOf(ctx, [it, younger]))).toHaveLength(2)
    await town.tx('system', forgetReadings)
    expect(await town.tx('system', (ctx) => readingsOf(ctx, [it, younger]))).toMatchObject([
      { subject: younger },
    ])
  })
})

describe('a list', () => {
  const show = (subjects: string[]) =>
    town.tx(worker, async (ctx) => recordList(ctx, 'case.list', [{ subjects, by: null }]))

  it('is on record at once, and once for each subject in an hour', async () => {
    const [a, b, c] = [newId(), newId(), newId()]
    await show([a, b])
    expect(await town.tx(officer, (ctx) => readingsOf(ctx, [b]))).toMatchObject([
      { what: 'case.list', subject: b, actorId: town.ids.worker, role: 'field_worker' },
    ])
    await show([b, c])
    while (await town.tx('system', unfoldLists));
    const of = (...subjects: string[]) => town.tx(officer, (ctx) => readingsOf(ctx, subjects))
    expect((await of(a, b, c)).map((r) => r.subject).sort()).toEqual([a, b, c].sort())
    await show([a])
    await town.tx('system', unfoldLists)
    expect(await of(a)).toHaveLength(1)
    town.clock.advance({ minutes: 61 })
    await show([a])
    await town.tx('system', unfoldLists)
    expect(await of(a)).toHaveLength(2)
    expect(await town.tx('system', unfoldLists)).toBe(0)
  })

  it('is found page by page, by what and by who', async () => {
    const subject = newId()
    for (let i = 0; i < 5; i++) {
      town.clock.advance({ minutes: 1 })
      await town.tx(worker, async (ctx) => recordReading(ctx, 'case', subject))
    }
    const first = await town.tx(officer, (ctx) => readings(ctx, { subjects: [subject] }, 3))
    expect(first.readings).toHaveLength(3)
    const second = await town.tx(officer, (ctx) =>
      readings(ctx, { subjects: [subject], after: first.next! }, 3),
    )
    expect(second).toMatchObject({ next: null, readings: [{}, {}] })
    const by = await town.tx(officer, (ctx) => readings(ctx, { by: town.ids.worker }, 5))
    expect(by.readings.every((r) => r.actorId === town.ids.worker)).toBe(true)
    expect((await town.tx(worker, (ctx) => readings(ctx, { by: town.ids.worker }))).readings).toEqual([])
  })
})

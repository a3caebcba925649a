import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openedPerDay, unusualDays } from '#modules/audit/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { recordCase } from './reading-cases.ts'
import { findUnusualReading } from './unusual-reading.ts'
import { visibleCase } from './visible.ts'

let town: TestTown
let clerk: Actor & { kind: 'staff' }
let officer: Actor
let cases: Uuid[]
beforeAll(async () => {
  town = await testTown()
  clerk = await town.staff(town.ids.clerk)
  officer = await town.staff(town.ids.officer)
  await town.tx('system', (ctx) =>
    changeSetting(ctx, 'unusualReading', { casesADay: 5, atNight: 2, samePerson: 3 }),
  )
  cases = await town.tx('system', async (ctx) => {
    const made = []
    for (let i = 0; i < 8; i++)
      made.push(
        (
          await aCase(ctx, town.ids.roads, {
            reporter: { name: `Person ${i}`, email: null, phone: '1', lang: 'de' },
          })
        ).id,
      )
    return made
  })
})
beforeEach(() => town.clock.advance({ days: 3 }))
afterAll(() => town.close())

const read = (ids: readonly Uuid[], actor: Actor = clerk) =>
  town.tx(actor, async (ctx) => {
    for (const id of ids) recordCase(ctx, await town.tx('system', (all) => visibleCase(all, id)), [])
  })
const found = async () => {
  await town.tx('system', findUnusualReading)
  const day = town.clock.now().toISOString().slice(0, 10)
  return (await town.tx(officer, (ctx) => unusualDays(ctx))).filter((u) => u.day === day)
}

describe('unusual reading', () => {
  it('is nothing on an ordinary day, however often one case is opened', async () => {
    for (let i = 0; i < 10; i++) await read([cases[0]!])
    await read(cases.slice(0, 4))
    expect(await found()).toEqual([])
  })

  it('is far more than on other days', async () => {
    const head = await town.staff(town.ids.head)
    await read(cases.slice(0, 2), head)
    town.clock.advance({ days: 3 })
    await read(cases, head)
    expect(await found()).toMatchObject([{ account: head.id, kind: 'many', n: 8, usual: 2, most: 5 }])
    const days = await town.tx(officer, (ctx) => openedPerDay(ctx, head.id, 7))
    expect(days.map((d) => d.cases)).toEqual([0, 0, 0, 2, 0, 0, 8])
  })

  it('is not what somebody does every day', async () => {
    for (let i = 0; i < 6; i++) {
      await read(cases.slice(0, 5))
      town.clock.advance({ days: 1 })
    }
    await read(cases)
    expect(await found()).toEqual([])
  })

  it('is many cases of other offices, at night, and one person again and again', async () => {
    const others = await town.tx('system', async (ctx) => {
      const made = []
      for (let i = 0; i < 6; i++) made.push((await aCase(ctx, town.ids.parks)).id)
      return made
    })
    town.clock.advance({ hours: 14 })
    await read(others)
    expect((await found()).map((u) => [u.kind, u.n]).sort()).toEqual([
      ['night', 6],
      ['other_units', 6],
      ['same_person', 6],
    ])
    town.clock.advance({ hours: 10 })
  })

  it('is told once to the officer, without a name, and to nobody else', async () => {
    const mails = () =>
      town.tx('system', (ctx) =>
        ctx.db
          .selectFrom('platform.mail')
          .select(['recipient', 'subject', 'body_text', 'restricted'])
          .where('tenant_id', '=', ctx.tenant.id)
          .where('subject', 'like', 'Auffälliges Lesen%')
          .execute(),
      )
    const before = (await mails()).length
    const admin = await town.staff(town.ids.admin)
    await read(cases, admin)
    await found()
    await found()
    const told = (await mails()).slice(before)
    expect(told).toMatchObject([{ recipient: expect.stringContaining('officer@'), restricted: true }])
    expect(told[0]!.body_text).not.toContain('Sommer')
    await expect(town.tx(admin, (ctx) => unusualDays(ctx))).rejects.toMatchObject({ status: 403 })
  })
})

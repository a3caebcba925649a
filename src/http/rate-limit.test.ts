import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cause, LETTERS_A_DAY, mayCause } from '#modules/notifications/index.ts'
import { forgetCaused } from '#modules/notifications/limiting.ts'
import { submit } from '#modules/reports/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import { newId } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../test/page-client.ts'
import { createApp } from '../app.ts'
import { paths } from '../paths.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town?.close())

const cause = (what: Cause, email: string, tenant = town.tenant) =>
  town.tx('system', (ctx) => mayCause(ctx, what, email), tenant)
/** What other processes have caused before. */
const causedElsewhere = (what: Cause, email: string) =>
  town.tx('system', async (ctx) => {
    for (let i = 0; i < LETTERS_A_DAY[what]; i++) await mayCause(ctx, what, email)
  })
const counted = () =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('notifications.caused')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('n')
      .execute(),
  )

describe('letters that strangers cause', () => {
  test('are no more however many ask at once, under whatever spelling, and begin anew after a day', async () => {
    const tries = Array.from({ length: 16 }, (_, i) =>
      cause('asked', i % 2 ? ' Opfer@Example.org' : 'opfer@example.org'),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(LETTERS_A_DAY.asked)
    // Another cause, another address and another town have counts of their own.
    expect(await cause('reported', 'opfer@example.org')).toBe(true)
    expect(await cause('asked', 'andere@example.org')).toBe(true)
    expect(await cause('asked', 'opfer@example.org', town.other.tenant)).toBe(true)
    // Whoever reads the table learns of no address, not even by comparing towns.
    const rows = await counted()
    expect(rows.map((row) => row.n)).toEqual([1, 1, 16])
    expect(new Set(rows.map((row) => row.recipient.length))).toEqual(new Set([32]))
    expect(JSON.stringify(rows.map((row) => row.recipient.toString()))).not.toContain('example')
    town.clock.advance({ hours: 23 })
    expect(await cause('asked', 'opfer@example.org')).toBe(false)
    town.clock.advance({ hours: 2 })
    expect(await cause('asked', 'opfer@example.org')).toBe(true)
    await town.tx('system', forgetCaused)
    expect((await counted()).map((row) => row.n)).toEqual([1])
  })

  test('are refused by a process that has sent none of them', async () => {
    const app = createApp({ platform: town.platform, assets: fakeAssets })
    const { number } = await report(anonymous, null)
    await town.drain()
    await causedElsewhere('asked', 'fremd@example.org')
    const ask = (email: string) => new PageClient(app).post(paths.follow(number), { email })
    const refused = await ask('fremd@example.org')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600'])
    expect((await ask('frei@example.org')).status).toBe(303)
    expect(await lettersTo('fremd@example.org')).toBe(0)
    expect(await lettersTo('frei@example.org')).toBe(1)
  })

  test('are no receipts any more, while every report is taken; staff have people before them', async () => {
    await causedElsewhere('reported', 'fremd@example.org')
    const { number } = await report(anonymous, 'fremd@example.org')
    await town.drain()
    expect(number).toMatch(/^2026-/)
    expect(await lettersTo('fremd@example.org')).toBe(0)
    await report(anonymous, 'neu@example.org')
    await report(await town.staff(town.ids.clerk), 'fremd@example.org')
    await town.drain()
    expect([await lettersTo('neu@example.org'), await lettersTo('fremd@example.org')]).toEqual([1, 1])
  })
})

const report = (who: Actor, email: string | null) =>
  town.tx(who, (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Loch',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: email ? { name: null, email, phone: null, lang: 'de' } : null,
      channel: 'web',
    }),
  )
const lettersTo = async (email: string): Promise<number> =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('recipient', 'like', `%${email}%`)
      .execute()
    return rows.length
  })

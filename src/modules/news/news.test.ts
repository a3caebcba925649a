import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeCase, reopenCase, restrictCase } from '#modules/cases/index.ts'
import { submit } from '#modules/reports/index.ts'
import {
  addSubscription,
  endSubscription,
  eraseSubscribersTo,
  ownSubscriptions,
  pauseSubscription,
  subscriberByMail,
  type Wish,
} from '#modules/subscriptions/index.ts'
import { makeWork, publishWork, type SaidWhere, whereFrom } from '#modules/works/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { tellNews } from './telling.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
  await tellNews(town.platform)
})
afterAll(() => town.close())

const usual: Wish = {
  where: { kind: 'town', label: 'Teststadt' },
  categories: [],
  topics: ['opened', 'fixed', 'works'],
  rhythm: 'at_once',
}

/** Somebody who wants to hear of that, for certain. */
const subscriber = (email: string, more: Partial<Wish> = {}, tenant?: Tenant): Promise<Uuid> =>
  town.tx(
    'system',
    async (ctx) => {
      const id = await subscriberByMail(ctx, { email, lang: 'de' })
      await addSubscription(ctx, id, { ...usual, ...more })
      return id
    },
    tenant,
  )

const report = (more: Partial<Parameters<typeof submit>[1]> = {}, tenant?: Tenant) =>
  town.tx(
    anonymous,
    (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text: 'Geheimzwitscher vor dem Haus',
        place: somewhere,
        address: 'Hauptstraße 12, 63450 Teststadt',
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
        ...more,
      }),
    tenant,
  )

/** What the worker does a moment later. */
async function told(): Promise<void> {
  await town.drain()
  await tellNews(town.platform)
}

/** Letters to somebody, oldest first. */
const letters = (to: string, tenant: Tenant = town.tenant) =>
  town.tx(
    'system',
    (ctx) =>
      ctx.db
        .selectFrom('platform.mail')
        .select(['subject', 'body_text', 'headers'])
        .where('tenant_id', '=', tenant.id)
        .where('recipient', '=', to)
        .orderBy('id')
        .execute(),
    tenant,
  )
const later = (minutes: number): void => town.clock.advance({ minutes })

describe('who hears', () => {
  test('those near by, in the street, the district, the town or of the category, and nobody else', async () => {
    const around = (radius: number, lat = 50.1285, lon = 8.928) => ({
      where: { kind: 'radius' as const, label: 'Zuhause', lat, lon, radius, areaId: null },
    })
    await subscriber('100@nah.example', around(100))
    await subscriber('fern100@nah.example', around(100, 50.1295))
    await subscriber('250@nah.example', around(250, 50.1299))
    await subscriber('5000@nah.example', around(5000, 50.15))
    await subscriber('strasse@nah.example', {
      where: { kind: 'street', label: 'Hauptstraße', street: 'Hauptstrasse', areaId: null },
    })
    await subscriber('andere@nah.example', {
      where: { kind: 'street', label: 'Gartenweg', street: 'Gartenweg', areaId: null },
    })
    await subscriber('sued-strasse@nah.example', {
      where: { kind: 'street', label: 'Hauptstraße', street: 'Hauptstraße', areaId: town.ids.south },
    })
    await subscriber('nord@nah.example', {
      where: { kind: 'district', label: 'Nord', areaId: town.ids.north },
    })
    await subscriber('sued@nah.example', {
      where: { kind: 'district', label: 'Süd', areaId: town.ids.south },
    })
    await subscriber('alles@nah.example')
    await subscriber('loch@nah.example', { categories: ['schlagloch'] })
    await subscriber('baum@nah.example', { categories: ['baum'] })
    await subscriber('zwei@nah.example', { categories: ['baum', 'schlagloch'] })
    await subscriber('behoben@nah.example', { topics: ['fixed'] })
    await subscriber('nachbar@nah.example', {}, town.other.tenant)
    await report()
    await told()
    const { rows } = await town.tx('system', async (ctx) => ({
      rows: await ctx.db
        .selectFrom('platform.mail')
        .select('recipient')
        .where('tenant_id', '=', town.tenant.id)
        .where('recipient', 'like', '%@nah.example')
        .orderBy('recipient')
        .execute(),
    }))
    expect(rows.map((r) => r.recipient.split('@')[0])).toEqual([
      '100',
      '250',
      '5000',
      'alles',
      'loch',
      'nord',
      'strasse',
      'zwei',
    ])
    expect(await letters('nachbar@nah.example', town.other.tenant)).toEqual([])
    const [letter] = await letters('100@nah.example')
    expect(letter!.subject).toBe('Eine Neuigkeit: Zuhause')
    expect(letter!.body_text).toContain('Neu gemeldet: Schlagloch, Hauptstraße 12, 60 m entfernt')
    expect(letter!.body_text).toMatch(/http:\/\/teststadt\.localhost:3000\/meldungen\/\d{4}-\d+/)
    // A letter cannot be taken back: nobody's own words stand in it.
    expect(letter!.body_text).not.toContain('Geheimzwitscher')
    expect(letter!.headers).toMatchObject({
      'List-Unsubscribe': expect.stringContaining('/in-der-naehe/stopp/'),
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
  })

  test('nobody hears of what is not public, of what is limited meanwhile, or of what was closed as a double', async () => {
    later(20)
    await subscriber('still@example.org')
    const hidden = await report({ category: 'baum' })
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ public: false })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', hidden.id)
        .execute(),
    )
    await told()
    expect(await letters('still@example.org')).toEqual([])

    // Marked as due, and limited before the letter is written.
    const weekly = await subscriber('woche@example.org', { rhythm: 'weekly' })
    const limited = await report()
    await told()
    expect(await letters('still@example.org')).toHaveLength(1)
    await town.tx('system', (ctx) =>
      restrictCase(ctx, limited.id, {
        reason: 'health',
        named: { accounts: [town.ids.clerk], unit: null },
      }),
    )
    town.clock.advance({ days: 7 })
    await told()
    expect(await letters('woche@example.org')).toEqual([])
    expect(weekly).toBeTruthy()
  })

  test('what is fixed is told, unless it was opened again before the letter', async () => {
    await subscriber('gut@example.org', { topics: ['fixed'] })
    await subscriber('taeglich-gut@example.org', { topics: ['fixed'], rhythm: 'daily' })
    const [one, two, three] = [await report(), await report(), await report()]
    const clerk = await town.staff(town.ids.clerk)
    await town.tx(clerk, (ctx) => closeCase(ctx, one!.id, { outcome: 'fixed' }))
    await town.tx(clerk, (ctx) => closeCase(ctx, three!.id, { outcome: 'not_reproducible' }))
    await told()
    await town.tx(clerk, (ctx) => closeCase(ctx, two!.id, { outcome: 'fixed' }))
    await told()
    await town.tx(clerk, (ctx) => reopenCase(ctx, two!.id, { note: '' }))
    later(11)
    await told()
    const all = (await letters('gut@example.org')).map((l) => l.body_text).join()
    expect(all).toContain(`Behoben: Schlagloch`)
    expect(all).toContain(one!.number)
    expect(all).not.toContain(two!.number)
    expect(all).not.toContain(three!.number)
    town.clock.advance({ days: 1 })
    await told()
    expect((await letters('taeglich-gut@example.org')).map((l) => l.subject)).toEqual([
      'Eine Neuigkeit: Teststadt',
    ])
  })
})

describe('works', () => {
  test('are told along all of their length, in their district, and only while they are published', async () => {
    town.clock.set('2026-12-07T08:00:00Z')
    const wish = { topics: ['works' as const], categories: ['baum'] }
    const around = (lat: number, lon: number, areaId: string | null = null) => ({
      ...wish,
      where: { kind: 'radius' as const, label: 'Zuhause', lat, lon, radius: 250, areaId },
    })
    // Hauptstraße runs from 8.91 to 8.95: both are near it, and far from its middle.
    await subscriber('ende@werk.example', around(50.1285, 8.9495, town.ids.north))
    await subscriber('abseits@werk.example', around(50.135, 8.93, town.ids.north))
    await subscriber('sued@werk.example', around(50.115, 8.93, town.ids.south))
    await subscriber('strasse@werk.example', {
      ...wish,
      where: { kind: 'street', label: 'Hauptstraße', street: 'Hauptstraße', areaId: null },
    })
    await subscriber('nord@werk.example', {
      ...wish,
      where: { kind: 'district', label: 'Nord', areaId: town.ids.north },
    })
    await subscriber('keine@werk.example', { topics: ['opened'] })
    const clerk = await town.staff(town.ids.clerk)
    const work = (said: SaidWhere, title: string) =>
      town.tx(clerk, async (ctx) => {
        const id = await makeWork(ctx, {
          kind: 'roadworks',
          title: { de: title, en: title },
          body: { de: 'Wir bauen.', en: 'We build.' },
          beginsAt: new Date(ctx.now.getTime() + 86_400_000),
          endsAt: null,
          types: [],
          onMatch: 'leave',
          onEnd: 'leave',
          unitId: town.ids.roads,
          ...(await whereFrom(ctx, said)),
        })
        await publishWork(ctx, id, true)
        return id
      })
    const heard = async () => {
      await told()
      const { rows } = await town.tx('system', async (ctx) => ({
        rows: await ctx.db
          .selectFrom('platform.mail')
          .select(['recipient', 'body_text'])
          .where('tenant_id', '=', town.tenant.id)
          .where('recipient', 'like', '%@werk.example')
          .orderBy('recipient')
          .execute(),
      }))
      return rows.map((r) => `${r.recipient.split('@')[0]} ${/Bauarbeiten: (\w+)/.exec(r.body_text)?.[1]}`)
    }
    await work({ extent: 'streets', streets: 'Hauptstraße' }, 'Leitungen')
    expect(await heard()).toEqual(['ende Leitungen', 'nord Leitungen', 'strasse Leitungen'])
    later(11)
    const gone = await work({ extent: 'town' }, 'Irrtum')
    await town.tx(clerk, (ctx) => publishWork(ctx, gone, false))
    expect(await heard()).toHaveLength(3)
    await work({ extent: 'district', areaId: town.ids.south }, 'Strom')
    expect((await heard()).filter((one) => one.endsWith('Strom'))).toEqual(['sued Strom'])
  })
})

describe('how often', () => {
  test('in a storm one letter in ten minutes, nothing twice, whatever dies in between', async () => {
    town.clock.set('2027-01-12T09:00:00Z')
    await subscriber('sturm@example.org')
    // The same thing told by two subscriptions is told once.
    await subscriber('sturm@example.org', {
      where: { kind: 'district', label: 'Nord', areaId: town.ids.north },
    })
    for (let i = 0; i < 3; i++) await report()
    await told()
    expect((await letters('sturm@example.org')).map((l) => l.subject)).toEqual(['3 Neuigkeiten: Teststadt'])
    for (let i = 0; i < 25; i++) await report()
    await told()
    later(5)
    await report()
    await told()
    expect(await letters('sturm@example.org')).toHaveLength(1)
    later(6)
    await Promise.all([told(), tellNews(town.platform), tellNews(town.platform)])
    const after = await letters('sturm@example.org')
    expect(after).toHaveLength(2)
    expect(after[1]!.subject).toBe('26 Neuigkeiten: Teststadt')
    expect(after[1]!.body_text.match(/^- Neu gemeldet/gm)).toHaveLength(20)
    expect(after[1]!.body_text).toContain('noch 6 weitere Meldungen')
    // The marks made anew, as after a worker's death: everybody was told.
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('subscriptions.progress')
        .set({ marked_n: 0 })
        .where('tenant_id', '=', ctx.tenant.id)
        .execute(),
    )
    later(30)
    await told()
    expect(await letters('sturm@example.org')).toHaveLength(2)
  })

  test('daily at seven, weekly on Mondays, by the town’s clock; what was told at once is not told again', async () => {
    town.clock.set('2027-03-27T12:00:00Z') // the day before clocks go forward
    await subscriber('tag@example.org', { rhythm: 'daily' })
    await subscriber('woche2@example.org', { rhythm: 'weekly' })
    await subscriber('beides@example.org', { rhythm: 'daily' })
    await subscriber('beides@example.org', { rhythm: 'at_once' })
    const due = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('subscriptions.round as r')
        .innerJoin('subscriptions.subscriber as s', 's.id', 'r.subscriber_id')
        .select(['r.due_at'])
        .where('r.tenant_id', '=', ctx.tenant.id)
        .where('s.tenant_id', '=', ctx.tenant.id)
        .where('s.email', 'in', ['tag@example.org', 'woche2@example.org'])
        .orderBy('r.due_at')
        .execute(),
    )
    // Seven o'clock is five in UTC in summer.
    expect(due.map((d) => d.due_at!.toISOString())).toEqual([
      '2027-03-28T05:00:00.000Z',
      '2027-03-29T05:00:00.000Z',
    ])
    await report()
    await told()
    expect(await letters('tag@example.org')).toEqual([])
    expect(await letters('beides@example.org')).toHaveLength(1)
    town.clock.set('2027-03-28T05:00:01Z')
    await told()
    expect(await letters('tag@example.org')).toHaveLength(1)
    expect(await letters('beides@example.org')).toHaveLength(1)
    town.clock.set('2027-03-29T05:00:01Z')
    await told()
    expect(await letters('tag@example.org')).toHaveLength(1)
    expect(await letters('woche2@example.org')).toHaveLength(1)
  })

  test('who pauses hears nothing of the time between; who ends is forgotten', async () => {
    const id = await subscriber('pause@example.org')
    const [one] = await town.tx('system', (ctx) => ownSubscriptions(ctx, [id]))
    await town.tx('system', (ctx) => pauseSubscription(ctx, [id], one!.id, true))
    await report()
    await told()
    await town.tx('system', (ctx) => pauseSubscription(ctx, [id], one!.id, false))
    later(15)
    await told()
    expect(await letters('pause@example.org')).toEqual([])
    await report()
    await told()
    expect((await letters('pause@example.org')).map((l) => l.subject)).toEqual(['Eine Neuigkeit: Teststadt'])
    // Somebody else's is not to be found.
    const other = await subscriber('andere-person@example.org')
    await expect(town.tx('system', (ctx) => endSubscription(ctx, [other], one!.id))).rejects.toMatchObject({
      status: 404,
    })
    await town.tx('system', (ctx) => endSubscription(ctx, [id], one!.id))
    await town.tx('system', (ctx) => eraseSubscribersTo(ctx, ['Andere-Person@example.org']))
    expect(await letters('pause@example.org')).toEqual([])
    const left = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('subscriptions.subscriber')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', 'in', [id, other])
        .execute(),
    )
    expect(left).toEqual([])
  })
})

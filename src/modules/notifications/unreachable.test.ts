import { afterAll, beforeAll, expect, test } from 'vitest'
import { followAs } from '#modules/cases/following.ts'
import { casesModule } from '#modules/cases/module.ts'
import { visibleCase } from '#modules/cases/visible.ts'
import { createParty } from '#modules/parties/index.ts'
import { submit } from '#modules/reports/index.ts'
import { addSubscription, subscriberByMail, subscribersTo } from '#modules/subscriptions/index.ts'
import { subscriptionsModule } from '#modules/subscriptions/module.ts'
import { followersTo } from '#modules/works/followed.ts'
import { worksModule } from '#modules/works/module.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { unreachable, unreachableAddresses } from './unreachable.ts'

let town: TestTown
let number: Uuid
beforeAll(async () => {
  town = await testTown()
  number = await town.tx('system', async (ctx) => {
    const made = await submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Tiefes Loch',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: { lang: 'de' },
      channel: 'web',
    })
    return made.id
  })
})
afterAll(() => town?.close())

/** A letter that was refused, or taken, so many days ago. */
const letter = (recipient: string, daysAgo: number, became: 'refused' | 'sent', tenant = town.tenant) =>
  town.tx(
    'system',
    async (ctx) => {
      const at = new Date(ctx.now.getTime() - daysAgo * 86_400_000)
      await ctx.db
        .insertInto('platform.mail')
        .values({
          tenant_id: ctx.tenant.id,
          id: newId(),
          dedupe: newId(),
          recipient,
          subject: 'x',
          body_text: 'x',
          lang: 'de',
          status: became === 'sent' ? 'sent' : 'failed',
          refused: became === 'refused',
          sent_at: became === 'sent' ? at : null,
          next_at: at,
          created_at: at,
        })
        .execute()
    },
    tenant,
  )
const refused = async (to: string, days: readonly number[], tenant = town.tenant) => {
  for (const day of days) await letter(to, day, 'refused', tenant)
}

/** Follows in all three ways. */
const follow = (email: string) =>
  town.tx('system', async (ctx) => {
    await addSubscription(ctx, await subscriberByMail(ctx, { email, lang: 'de' }), {
      where: { kind: 'town', label: 'Teststadt' },
      categories: [],
      topics: ['opened'],
      rhythm: 'daily',
    })
    await followAs(ctx, await visibleCase(ctx, number), createParty(ctx, { email, lang: 'de' }))
    const values = { tenant_id: ctx.tenant.id, id: newId(), work_id: newId(), email, lang: 'de' }
    await ctx.db
      .insertInto('works.work')
      .values({
        tenant_id: ctx.tenant.id,
        id: values.work_id,
        kind: 'other',
        title: 'x',
        title_en: 'x',
        body: 'x',
        body_en: 'x',
        begins_at: ctx.now,
        extent: 'town',
        on_match: 'leave',
        on_end: 'leave',
        unit_id: town.ids.roads,
        made_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute()
    await ctx.db
      .insertInto('works.follower')
      .values({ ...values, token_hash: Buffer.from(values.id), asked_at: ctx.now, confirmed_at: ctx.now })
      .execute()
  })
const hears = (email: string) =>
  town.tx('system', async (ctx) => [
    (await subscribersTo(ctx, [email])).length,
    (await followersTo(ctx, [email])).length,
    (
      await ctx.db
        .selectFrom('cases.party as cp')
        .innerJoin('parties.party as p', (join) =>
          join.onRef('p.tenant_id', '=', 'cp.tenant_id').onRef('p.id', '=', 'cp.party_id'),
        )
        .select('p.id')
        .where('cp.tenant_id', '=', ctx.tenant.id)
        .where('p.tenant_id', '=', ctx.tenant.id)
        .where('p.email', '=', email)
        .where('cp.role', '=', 'follower')
        .execute()
    ).length,
  ])
const run = async () => {
  for (const module of [subscriptionsModule, casesModule, worksModule])
    await town.tx('system', module.schedule!.unreachable!.run)
}

test('nobody takes letters there any more: what went there ends, counted and without a trace of whom', async () => {
  const all = ['weg@post.example', 'wieder@post.example', 'einmal@post.example', 'neu@post.example']
  for (const email of all) await follow(email)
  await refused('Weg@post.example', [1, 5, 9])
  // Taken again meanwhile; refused often, on one day; refused, but not often.
  await refused('wieder@post.example', [2, 6, 9])
  await letter('wieder@post.example', 1, 'sent')
  await refused('einmal@post.example', [1, 1.1, 1.2, 1.3])
  await refused('neu@post.example', [1, 9])
  // Another town's server may know better, or not: it is none of this one's business.
  await refused('neu@post.example', [1, 5, 9], town.other.tenant)
  for (const email of all) await letter(email.replace('@', '.taken@'), 1, 'sent')
  expect(await town.tx('system', unreachableAddresses)).toEqual(['weg@post.example'])
  for (let i = 0; i < 2; i++) await run()
  expect(await Promise.all(all.map(hears))).toEqual([
    [0, 0, 0],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
  ])
  expect(await town.tx('system', unreachable)).toEqual({
    ended: { near: 1, report: 1, work: 1 },
    doubtful: 0,
  })
  const rows = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('notifications.unreachable')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
  expect(JSON.stringify(rows)).not.toContain('weg')
})

test('a provider that takes next to nothing refuses the town, not the people: nothing ends', async () => {
  const people = Array.from({ length: 5 }, (_, i) => `p${i}@sperre.example`)
  for (const email of people) await refused(email, [1, 4, 8])
  await letter('ok@sperre.example', 1, 'sent')
  await follow(people[0]!)
  await run()
  expect(await hears(people[0]!)).toEqual([1, 1, 1])
  expect((await town.tx('system', unreachable)).doubtful).toBe(5)
  // Once it takes letters of most people again, it is believed.
  for (let i = 0; i < 6; i++) await letter(`gut${i}@sperre.example`, 0.1, 'sent')
  await run()
  expect(await hears(people[0]!)).toEqual([0, 0, 0])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAccount } from '#modules/citizens/account.ts'
import { beginCitizenSession } from '#modules/citizens/session.ts'
import { openRequest, placeHold } from '#modules/privacy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { aCase } from './case.fixture.ts'
import { closeCase } from './closing.ts'
import { retainAccounts } from './retention-accounts.ts'
import { retainTransport } from './retention-transport.ts'

let town: TestTown
beforeAll(async () => {
  town = await testTown()
})
afterAll(() => town.close())

const account = (name: string) =>
  town.tx('system', (ctx) => openAccount(ctx, { email: `${name}@example.org`, name }))
const signIn = (id: string) =>
  town.tx('system', (ctx) => beginCitizenSession(ctx, id, { method: 'link', level: 'none' }))
const run = () => town.tx('system', retainAccounts)
const namesLeft = () =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('citizens.account as a')
      .innerJoin('parties.party as p', (join) =>
        join
          .onRef('p.tenant_id', '=', 'a.tenant_id')
          .onRef('p.id', '=', 'a.party_id')
          .on('p.tenant_id', '=', ctx.tenant.id),
      )
      .select('p.name')
      .where('a.tenant_id', '=', ctx.tenant.id)
      .orderBy('p.name')
      .execute()
    return rows.map((r) => r.name)
  })
const mails = () =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'subject', 'body_text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
    return rows
  })

test('who has not signed in for two years is told a month before, and goes; who signs in stays', async () => {
  const [ada] = [await account('Ada'), await account('Bert')]
  const held = await account('Held')
  await town.tx(await town.staff(town.ids.officer), (ctx) =>
    placeHold(ctx, { kind: 'party', subject: held.partyId, reason: 'Klage', until: null }),
  )
  town.clock.advance({ days: 699 })
  await run()
  expect(await mails()).toEqual([])
  town.clock.advance({ days: 2 })
  await run()
  await run()
  expect((await mails()).map((m) => m.recipient).sort()).toEqual(['Ada@example.org', 'Bert@example.org'])
  expect((await mails())[0]!.body_text).toContain('löschen wir es am')
  await signIn(ada.id)
  town.clock.advance({ days: 31 })
  await run()
  await town.drain()
  expect(await namesLeft()).toEqual(['Ada', 'Held'])
  // What told them is transport, and goes as all mail does.
  await town.tx('system', retainTransport)
  expect(await mails()).toEqual([])
})

test('who asks in their account is forgotten at once, but for what is still needed, and is told what that is', async () => {
  const { id, partyId } = await account('Cleo')
  const [done, open] = [
    await town.tx('system', (ctx) =>
      aCase(ctx, town.ids.roads, { reporter: { name: 'Cleo', email: 'cleo@example.org', lang: 'de' } }),
    ),
    await town.tx('system', (ctx) =>
      aCase(ctx, town.ids.roads, { reporter: { name: 'Cleo', email: 'cleo@example.org', lang: 'de' } }),
    ),
  ]
  await town.tx('system', (ctx) => closeCase(ctx, done.id, { outcome: 'fixed' }))
  const parties = [partyId, done.reporterId!, open.reporterId!]
  const cleo = { kind: 'citizen', id, name: 'Cleo', level: 'none', parties } as Actor
  await expect(
    town.tx({ ...cleo, parties: [partyId] } as Actor, (ctx) =>
      openRequest(ctx, { kind: 'erasure', parties, identifiedBy: 'account' }),
    ),
  ).rejects.toMatchObject({ status: 403 })
  await town.tx(cleo, (ctx) => openRequest(ctx, { kind: 'erasure', parties, identifiedBy: 'account' }))
  await town.drain()
  const rows = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('parties.party')
      .select(['id', 'name'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', 'in', parties)
      .execute(),
  )
  const names = new Map(rows.map((r) => [r.id, r.name]))
  expect(parties.map((p) => names.get(p))).toEqual([null, null, 'Cleo'])
  expect(await namesLeft()).not.toContain('Cleo')
  const letter = (await mails()).find((m) => m.subject.startsWith('Ihre Daten'))!
  expect(letter.body_text).toContain(`Vorgang ${open.number} bleibt: noch nicht abgeschlossen`)
  expect(letter.body_text).not.toContain(done.number)
})

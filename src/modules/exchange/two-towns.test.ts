import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addNote, closeCase, handToAuthority, reopenCase, reply } from '#modules/cases/index.ts'
import { createApiKey } from '#modules/identity/index.ts'
import { submit } from '#modules/reports/index.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { endpointById } from './endpoint.ts'
import { exchangeAll } from './exchanging.ts'
import { createEndpoint, type EndpointInput } from './managing.ts'
import { mapCategories } from './mapping.ts'
import { pullNow, pullsOf } from './pulling.ts'
import { transfersOf } from './transfers.ts'

// Two of our own towns on one program, over real HTTP, each the other's county.

let town: TestTown
let server: Server
let here: Tenant
let there: Tenant
let toThere: Uuid
let toHere: Uuid

const input = (more: Partial<EndpointInput>): EndpointInput => ({
  name: 'Anderstadt',
  url: '',
  jurisdiction: null,
  format: 'json',
  authorityId: null,
  inboundKeyId: null,
  follow: true,
  onClosed: 'close',
  sendWords: true,
  sendPrivate: false,
  defaultService: null,
  giveUpDays: 7,
  apiKey: '',
  ...more,
})

beforeAll(async () => {
  town = await testTown({ config: { demo: true } })
  here = town.tenant
  there = town.other.tenant
  const app = createApp({ platform: town.platform, assets: fakeAssets })
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((done) => server.once('listening', done))
  const { port } = server.address() as AddressInfo
  town.platform.config.innerTargets.push(`teststadt.localhost:${port}`, `anderstadt.localhost:${port}`)
  const key = (where: Tenant) =>
    town.tx(
      'system',
      (ctx) =>
        createApiKey(ctx, {
          label: 'Partner',
          scopes: ['open311.write', 'cases.write'],
          perMinute: 10_000,
        }),
      where,
    )
  const [keyHere, keyThere] = [await key(here), await key(there)]
  const base = (slug: string) => `http://${slug}.localhost:${port}/api/open311/v2`
  toThere = await town.tx('system', (ctx) =>
    createEndpoint(
      ctx,
      input({
        url: `${base('anderstadt')}/`,
        apiKey: keyThere.key,
        inboundKeyId: keyHere.id,
        authorityId: town.ids.neighbour,
      }),
    ),
  )
  toHere = await town.tx(
    'system',
    (ctx) =>
      createEndpoint(
        ctx,
        input({
          name: 'Teststadt',
          url: base('teststadt'),
          format: 'xml',
          apiKey: keyHere.key,
          authorityId: town.other.ids.state,
        }),
      ),
    there,
  )
  // Both lie at the same place on the map; what lies beyond for one is the other's own.
  await town.tx(
    'system',
    async (ctx) => {
      await changeReference(ctx)
      await ctx.db
        .deleteFrom('responsibility.rule')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('owner', '=', 'outside')
        .execute()
    },
    there,
  )
  for (const [where, id] of [
    [here, toThere],
    [there, toHere],
  ] as const) {
    const endpoint = await town.tx('system', (ctx) => endpointById(ctx, id), where)
    expect(await pullNow(town.platform, where, endpoint)).toMatchObject({ ok: true, count: 3, first: true })
    await town.tx('system', (ctx) => mapCategories(ctx, id, new Map([['schlagloch', 'schlagloch']])), where)
  }
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  await town.close()
})
beforeEach(async () => {
  await town.drain()
})

const report = async (where: Tenant, place: { lat: number; lon: number }, more = {}) =>
  town.tx(
    'system',
    (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text: 'Tiefes Loch hinter der Ortsgrenze',
        place,
        address: null,
        placedBy: 'map',
        answers: { tiefe: 'tief' },
        reporter: { name: 'Erika Müßig', email: 'erika@example.org', phone: '0171 5550100', lang: 'de' },
        channel: 'web',
        ...more,
      }),
    where,
  )
/** A turn of the worker: what happened is heard, sent and read, there and here. */
const turn = async (minutes = 6): Promise<void> => {
  await town.drain()
  await exchangeAll(town.platform)
  town.clock.advance({ minutes })
  await town.drain()
  await exchangeAll(town.platform)
  await town.drain()
}
const look = async (id: Uuid, where = here) =>
  town.tx(
    'system',
    async (ctx: Ctx) => {
      const row = await ctx.db
        .selectFrom('cases.case')
        .select(['number', 'status', 'outcome', 'public'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const messages = await ctx.db
        .selectFrom('cases.message')
        .select(['body', 'direction', 'visibility'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .orderBy('at')
        .orderBy('id')
        .execute()
      return { ...row, messages, transfers: await transfersOf(ctx, id) }
    },
    where,
  )
const idOf = async (number: string, where: Tenant): Promise<Uuid> =>
  (
    await town.tx(
      'system',
      (ctx) =>
        ctx.db
          .selectFrom('cases.case')
          .select('id')
          .where('tenant_id', '=', ctx.tenant.id)
          .where('number', '=', number)
          .executeTakeFirstOrThrow(),
      where,
    )
  ).id
const everything = async (where: Tenant): Promise<string> =>
  JSON.stringify(
    await town.tx(
      'system',
      async (ctx) => [
        await ctx.db.selectFrom('cases.message').selectAll().where('tenant_id', '=', where.id).execute(),
        await ctx.db.selectFrom('parties.party').selectAll().where('tenant_id', '=', where.id).execute(),
        await ctx.db.selectFrom('reports.report').selectAll().where('tenant_id', '=', where.id).execute(),
      ],
      where,
    ),
  )

test('what lies beyond the boundary goes there, is worked there, and comes back done', async () => {
  const mine = await report(here, outside)
  await turn()
  const sent = await look(mine.id)
  expect(sent.status).toBe('in_progress')
  const [transfer] = sent.transfers
  expect(transfer).toMatchObject({
    status: 'sent',
    remoteId: expect.stringMatching(/^2026-\d+$/),
    waiting: 0,
  })
  expect(sent.messages.map((m) => m.body).join()).toContain('Nachbargemeinde')
  // There it is a report like any other, in its own words, with our number and without whose it is.
  const other = await idOf(transfer!.remoteId!, there)
  const arrived = await look(other, there)
  expect(arrived.messages[0]!.body).toContain('Tiefes Loch hinter der Ortsgrenze')
  expect(arrived.messages[0]!.body).toContain(`Unser Zeichen: teststadt/${mine.number} (Teststadt)`)
  expect(await everything(there)).not.toMatch(/Müßig|erika@|5550100/)
  expect(await everything(there)).toContain('"tiefe":"tief"')
  const one = async () => {
    const all = await town.tx(
      'system',
      (ctx) => ctx.db.selectFrom('cases.case').select('id').where('tenant_id', '=', there.id).execute(),
      there,
    )
    return all.length
  }
  const count = await one()
  await turn()
  expect(await one()).toBe(count)

  // A word from there reaches our reporter; one of ours, them.
  await town.tx(
    'system',
    (ctx) => reply(ctx, other, { body: 'Wir kommen am Dienstag.', visibility: 'public' }),
    there,
  )
  await turn()
  expect((await look(mine.id)).messages.at(-1)).toMatchObject({
    body: 'Anderstadt: Wir kommen am Dienstag.',
    direction: 'out',
    visibility: 'public',
  })
  const clerk = await town.staff(town.ids.clerk)
  await town.tx(clerk, (ctx) =>
    reply(ctx, mine.id, { body: 'Bitte auch die Warnbake prüfen.', visibility: 'public' }),
  )
  await town.tx(clerk, (ctx) => reply(ctx, mine.id, { body: 'Nur für Frau Müßig.', visibility: 'parties' }))
  await town.tx(clerk, (ctx) => addNote(ctx, mine.id, 'Frau Müßig ruft oft an'))
  await turn()
  const heard = (await look(other, there)).messages.map((m) => m.body).join('\n')
  expect(heard).toContain('Bitte auch die Warnbake prüfen.')
  expect(heard).not.toMatch(/Müßig/)
  // What came back is not sent back: nothing echoes, however often they ask each other.
  const before = (await look(mine.id)).messages.length
  await turn()
  await turn()
  expect((await look(mine.id)).messages).toHaveLength(before)

  await town.tx('system', (ctx) => closeCase(ctx, other, { outcome: 'fixed', note: 'Loch verfüllt.' }), there)
  await turn()
  const done = await look(mine.id)
  expect(done).toMatchObject({ status: 'closed', outcome: 'fixed' })
  expect(done.messages.at(-1)!.body).toBe('Anderstadt: Loch verfüllt.')
  expect(done.transfers[0]).toMatchObject({ remoteState: 'FIXED', remoteClosed: true })
  // Opened again there, it is open here.
  await town.tx('system', (ctx) => reopenCase(ctx, other, { note: 'Bricht wieder auf' }), there)
  await turn()
  expect((await look(mine.id)).status).toBe('open')
})

test('a report that came from a partner never goes back to it', async () => {
  // There, the same place lies on a state road, and the state's server is Teststadt's.
  const mine = await report(here, { lat: 50.1, lon: 8.925 })
  await turn()
  const remote = (await look(mine.id)).transfers[0]!.remoteId!
  const other = await idOf(remote, there)
  const state = town.other.ids.state
  await town.tx('system', (ctx) => handToAuthority(ctx, other, { authorityId: state }), there)
  await turn()
  const back = await look(other, there)
  expect(back.transfers).toMatchObject([{ status: 'withheld', reason: 'loop' }])
  expect(back.messages.at(-1)).toMatchObject({ visibility: 'internal' })
  expect(back.messages.at(-1)!.body).toContain('Von dort kam die Meldung')
  const all = await everything(here)
  expect(all.split('Tiefes Loch hinter der Ortsgrenze').length - 1).toBe(
    (
      await town.tx('system', (ctx) =>
        ctx.db.selectFrom('reports.report').select('case_id').where('tenant_id', '=', here.id).execute(),
      )
    ).length,
  )
})

test('the other way round, in XML, and with another ending', async () => {
  const theirs = await report(there, somewhere)
  await town.tx(
    'system',
    (ctx) => handToAuthority(ctx, theirs.id, { authorityId: town.other.ids.state }),
    there,
  )
  await turn()
  const [transfer] = (await look(theirs.id, there)).transfers
  expect(transfer).toMatchObject({ status: 'sent', remoteId: expect.stringMatching(/^2026-/) })
  const ours = await idOf(transfer!.remoteId!, here)
  await town.tx('system', (ctx) =>
    closeCase(ctx, ours, { outcome: 'not_responsible', note: 'Gehört dem Bund.' }),
  )
  await turn()
  const asked = await look(theirs.id, there)
  // "Not ours" closes nothing: somebody there has to find whose it is.
  expect(asked.status).toBe('in_progress')
  expect(asked.messages.at(-1)!.body).toMatch(/nicht zuständig.*Gehört dem Bund/s)
})

test('what may not go out stays, and the authority hears of it by mail', async () => {
  const secret = await report(here, somewhere, { category: 'person', answers: {} })
  const unmapped = await report(here, somewhere, { category: 'baum', answers: {} })
  const hidden = await report(here, somewhere)
  await turn()
  const neighbour = town.ids.neighbour
  for (const { id } of [secret, unmapped])
    await town.tx('system', (ctx) => handToAuthority(ctx, id, { authorityId: neighbour }))
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('cases.case')
      .set({ restricted: true, public: false })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', hidden.id)
      .execute(),
  )
  await town.tx('system', (ctx) => handToAuthority(ctx, hidden.id, { authorityId: neighbour }))
  await turn()
  expect((await look(secret.id)).transfers).toMatchObject([{ status: 'withheld', reason: 'private' }])
  expect((await look(unmapped.id)).transfers).toMatchObject([{ status: 'withheld', reason: 'unmapped' }])
  expect((await look(hidden.id)).transfers).toMatchObject([{ status: 'withheld', reason: 'restricted' }])
  const mails = await town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .select(['recipient', 'stream'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('recipient', '=', 'post@nachbar.example')
      .execute(),
  )
  expect(new Set(mails.map((m) => m.stream))).toEqual(new Set([secret.id, unmapped.id]))
})

test('a list that changed is kept with what changed, and told', async () => {
  const endpoint = () => town.tx('system', (ctx) => endpointById(ctx, toThere))
  await town.tx(
    'system',
    async (ctx) => {
      await changeReference(ctx)
      const change = (code: string, values: { name?: string; active?: boolean }) =>
        ctx.db
          .updateTable('reports.category')
          .set(values)
          .where('tenant_id', '=', there.id)
          .where('code', '=', code)
          .execute()
      await change('schlagloch', { name: 'Straßenloch' })
      await change('baum', { active: false })
    },
    there,
  )
  expect(await pullNow(town.platform, here, await endpoint())).toMatchObject({
    ok: true,
    changes: [
      { kind: 'renamed', code: 'schlagloch', before: 'Schlagloch', name: 'Straßenloch' },
      { kind: 'gone', code: 'baum' },
    ],
  })
  expect(await pullNow(town.platform, here, await endpoint())).toMatchObject({ ok: true, changes: [] })
  expect(await town.tx('system', (ctx) => pullsOf(ctx, toThere))).toHaveLength(1)
  const mails = await town.tx('system', (ctx) =>
    ctx.db.selectFrom('platform.mail').select('subject').where('tenant_id', '=', ctx.tenant.id).execute(),
  )
  expect(mails.map((m) => m.subject)).toContain('Anderstadt: Liste der Dienste hat sich geändert')
})

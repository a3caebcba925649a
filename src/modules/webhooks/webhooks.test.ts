import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addNote, closeCase } from '#modules/cases/index.ts'
import { addMembership } from '#modules/organisation/index.ts'
import { submit } from '#modules/reports/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { PAUSES } from './answered.ts'
import { sendWebhooks } from './delivering.ts'
import { eventsAfter } from './events-after.ts'
import {
  changeHook,
  createHook,
  hookById,
  hookFaults,
  hooks,
  pauseHook,
  removeHook,
  resumeHook,
} from './hook.ts'
import { renewSecret } from './hook-secret.ts'
import { deliveries, replay, tryOut } from './log.ts'

let town: TestTown
let server: Server
let url: string
let answer = 200
const got: { headers: IncomingHttpHeaders; body: string }[] = []
// A stranger's server on the public internet, as far as the program can tell.
const seams: Partial<Seams> = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  allow: () => true,
}

beforeAll(async () => {
  town = await testTown()
  // Whoever lets a program see all cases runs the whole town.
  await town.tx('system', (ctx) =>
    addMembership(ctx, { account: town.ids.admin, unit: town.ids.parks, role: 'administrator' }),
  )
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      got.push({ headers: request.headers, body })
      response.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `https://empfang.example:${(server.address() as AddressInfo).port}/hier`
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  await town.close()
})
beforeEach(async () => {
  got.length = 0
  answer = 200
  await town.drain()
  const all = await asAdmin(hooks)
  for (const { id } of all) await asAdmin((ctx) => removeHook(ctx, id))
})

const asAdmin = async <R>(run: Parameters<typeof town.tx<R>>[1]): Promise<R> =>
  town.tx(await town.staff(town.ids.admin), run)
// The server speaks no TLS; what is tried here is what is sent, not the transport.
const hook = (more: Partial<Parameters<typeof createHook>[1]> = {}) =>
  asAdmin((ctx) =>
    createHook(ctx, { label: 'Fachverfahren', url, types: ['*'], allCases: true, ...more }),
  ).then(async (made) => {
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('webhooks.hook')
        .set({ url: (more.url ?? url).replace('https:', 'http:') })
        .where('tenant_id', '=', town.tenant.id)
        .where('id', '=', made.id)
        .execute(),
    )
    return made
  })
const report = (category = 'schlagloch', where = town.tenant) =>
  town.tx(
    'system',
    (ctx) =>
      submit(ctx, {
        id: newId(),
        category,
        text: 'Tiefes Loch vor Erika Müßigs Haus',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: { name: 'Erika Müßig', email: 'erika@example.org', phone: null, lang: 'de' },
        channel: 'web',
      }),
    where,
  )
const turn = async () => {
  await town.drain()
  await sendWebhooks(town.platform, seams)
}
const log = (id: Uuid) => asAdmin(async (ctx) => (await deliveries(ctx, id)).deliveries)

describe('a hook', () => {
  test('hears what happens after it was made, signed so that the other side can check it', async () => {
    await report()
    await town.drain()
    const { secret } = await hook({ types: ['case.opened'] })
    const made = await report()
    await turn()
    expect(got).toHaveLength(1)
    const [{ headers, body } = got[0]!] = got
    const said = JSON.parse(body)
    expect(said).toMatchObject({
      type: 'case.opened',
      town: 'teststadt',
      data: { case: made.number, by: 'system' },
    })
    const id = String(headers['webhook-id'])
    expect(id).toBe(said.data.id)
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signature = createHmac('sha256', key)
      .update(`${id}.${headers['webhook-timestamp']}.${body}`)
      .digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signature}`)
  })

  test('is told no personal word', async () => {
    await hook()
    const { id } = await report()
    await town.tx('system', (ctx) => addNote(ctx, id, 'Frau Müßig hat angerufen'))
    await turn()
    expect(got.length).toBeGreaterThanOrEqual(2)
    expect(JSON.stringify(got)).not.toMatch(/Müßig|erika@|Tiefes Loch/i)
  })

  test('gets each event once, however often and by how many it is looked for', async () => {
    await hook()
    for (let i = 0; i < 5; i++) await report()
    await town.drain()
    await Promise.all([1, 2, 3].map(() => sendWebhooks(town.platform, seams)))
    await turn()
    const ids = got.map((g) => g.headers['webhook-id'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(got.filter((g) => g.body.includes('"case.opened"'))).toHaveLength(5)
  })

  test('hears only the types it asked for, and not of cases that are not public unless it may', async () => {
    await hook({ types: ['case.closed'] })
    const open = await hook({ types: ['case.*'], allCases: false })
    const { id } = await report('person')
    await town.tx('system', (ctx) => closeCase(ctx, id, { outcome: 'fixed', note: 'erledigt' }))
    await turn()
    expect(got.map((g) => JSON.parse(g.body).type)).toEqual(['case.closed'])
    expect(await log(open.id)).toEqual([])
  })

  test('of a town that anyone may see gets no inner events and no inner words', async () => {
    await hook({ allCases: false })
    const { id } = await report()
    await town.tx('system', (ctx) => addNote(ctx, id, 'nur für uns'))
    await turn()
    expect(got.map((g) => JSON.parse(g.body).type)).toEqual(['case.opened'])
    expect(Object.keys(JSON.parse(got[0]!.body).data.data)).not.toContain('message')
  })

  test('hears nothing of another town', async () => {
    await hook()
    await report('schlagloch', town.other.tenant)
    await turn()
    expect(got).toEqual([])
  })

  test('that was told a secret anew takes both for a day', async () => {
    const { id, secret } = await hook()
    const next = await asAdmin((ctx) => renewSecret(ctx, id))
    expect(next).not.toBe(secret)
    await asAdmin((ctx) => tryOut(ctx, id))
    await turn()
    expect(String(got[0]!.headers['webhook-signature']).split(' ')).toHaveLength(2)
    town.clock.advance({ hours: 25 })
    await asAdmin((ctx) => tryOut(ctx, id))
    await turn()
    expect(String(got[1]!.headers['webhook-signature']).split(' ')).toHaveLength(1)
  })
})

describe('an address that does not answer well', () => {
  test('is tried again with growing pauses, and then the delivery has failed', async () => {
    answer = 500
    const { id } = await hook({ types: ['case.opened'] })
    await report()
    await turn()
    expect(await log(id)).toMatchObject([{ status: 'waiting', attempts: 1, answer: 500, error: 'status' }])
    await turn()
    expect(got).toHaveLength(1)
    for (const pause of PAUSES) {
      town.clock.advance({ seconds: pause / 1000 + 1 })
      // The hook would rest after five days; the pauses are over before.
      await turn()
    }
    expect(await log(id)).toMatchObject([{ status: 'failed', attempts: PAUSES.length + 1 }])
  })

  test('gets what it missed when it is well again, and a failed one when somebody says so', async () => {
    answer = 503
    const { id } = await hook({ types: ['case.opened'] })
    await report()
    await turn()
    answer = 204
    town.clock.advance({ seconds: PAUSES[0]! / 1000 + 1 })
    await turn()
    expect(await log(id)).toMatchObject([{ status: 'sent', attempts: 2, answer: 204 }])
    const [sent] = await log(id)
    await asAdmin((ctx) => replay(ctx, id, sent!.id))
    await turn()
    expect(got).toHaveLength(3)
    expect(new Set(got.map((g) => g.headers['webhook-id'])).size).toBe(1)
  })

  test('that says it is gone is left alone at once, one that fails for five days then', async () => {
    answer = 410
    const { id } = await hook()
    await report()
    await turn()
    expect(await asAdmin((ctx) => hookById(ctx, id))).toMatchObject({ pausedWhy: 'gone' })
    answer = 500
    const other = await hook({ types: ['case.opened'] })
    await report()
    await turn()
    town.clock.advance({ days: 5, seconds: 1 })
    await report()
    await turn()
    expect(await asAdmin((ctx) => hookById(ctx, other.id))).toMatchObject({ pausedWhy: 'failing' })
    const count = got.length
    await report()
    await turn()
    expect(got).toHaveLength(count)
    answer = 200
    await asAdmin((ctx) => resumeHook(ctx, other.id))
    await turn()
    expect(got.length).toBeGreaterThan(count)
  })

  test.each(['http://127.0.0.1/', 'http://169.254.169.254/latest', 'http://[::1]/', 'http://10.0.0.1:80/'])(
    'within our own network is never asked: %s',
    async (inner) => {
      const { id } = await hook({ types: ['case.opened'], url: inner.replace('http:', 'https:') })
      await report()
      await town.drain()
      await sendWebhooks(town.platform)
      expect(await log(id)).toMatchObject([{ status: 'waiting', error: 'not_public' }])
    },
  )

  test('cannot send us elsewhere', async () => {
    answer = 302
    const { id } = await hook({ types: ['case.opened'] })
    await report()
    await turn()
    expect(await log(id)).toMatchObject([{ answer: 302, error: 'status' }])
  })
})

describe('whoever looks after hooks', () => {
  test('may, and nobody else', async () => {
    const { id } = await hook()
    for (const actor of [await town.staff(town.ids.head), { kind: 'anonymous' } as Actor]) {
      await expect(town.tx(actor, hooks)).rejects.toMatchObject({ status: 403 })
      await expect(town.tx(actor, (ctx) => pauseHook(ctx, id))).rejects.toMatchObject({ status: 403 })
      await expect(town.tx(actor, (ctx) => deliveries(ctx, id))).rejects.toMatchObject({ status: 403 })
    }
    const stranger = await town.staff(town.other.ids.admin, town.other.tenant)
    await expect(town.tx(stranger, (ctx) => hookById(ctx, id), town.other.tenant)).rejects.toMatchObject({
      status: 404,
    })
  })

  test('hears of all cases only by somebody of the whole town', async () => {
    const half = await town.staff(town.ids.gardener)
    const grant = { role: 'x', unit: town.ids.parks, units: [town.ids.parks] }
    const actor = { ...half, grants: [{ ...grant, permissions: ['webhooks.manage', 'cases.read'] }] }
    const { id } = await hook()
    const input = { label: 'Umgeleitet', url: 'https://anderswo.example/', types: ['*'], allCases: false }
    const refused = { code: 'webhook.more_than_own' }
    await expect(
      town.tx(actor, (ctx) => createHook(ctx, { ...input, allCases: true })),
    ).rejects.toMatchObject(refused)
    await expect(town.tx(actor, (ctx) => changeHook(ctx, id, input, 1))).rejects.toMatchObject(refused)
    await expect(town.tx(actor, (ctx) => createHook(ctx, input))).resolves.toBeTruthy()
  })

  test('is told what is wrong, and that it was changed meanwhile', async () => {
    const faults = (input: Partial<Parameters<typeof createHook>[1]>) =>
      asAdmin(async (ctx) =>
        Object.keys(
          await hookFaults(ctx, {
            label: 'x',
            url: 'https://x.example/',
            types: ['*'],
            allCases: false,
            ...input,
          }),
        ),
      )
    expect(await faults({})).toEqual([])
    expect(await faults({ label: ' ' })).toEqual(['label'])
    expect(await faults({ url: 'http://x.example/' })).toEqual(['url'])
    expect(await faults({ url: 'https://u:p@x.example/' })).toEqual(['url'])
    expect(await faults({ url: 'javascript:alert(1)' })).toEqual(['url'])
    expect(await faults({ types: [] })).toEqual(['types'])
    expect(await faults({ types: ['account.*'] })).toEqual(['types'])
    const { id } = await hook()
    const input = { label: 'Neu', url, types: ['case.closed'], allCases: false }
    await asAdmin((ctx) => changeHook(ctx, id, input, 1))
    await expect(asAdmin((ctx) => changeHook(ctx, id, input, 1))).rejects.toMatchObject({ status: 409 })
  })

  test('finds the secret nowhere again, not even in the database', async () => {
    const { id, secret } = await hook()
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const row = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('webhooks.hook')
        .selectAll()
        .where('tenant_id', '=', town.tenant.id)
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    )
    expect(row.secret.includes(key)).toBe(false)
    expect(JSON.stringify(await asAdmin((ctx) => hookById(ctx, id)))).not.toContain(secret)
  })
})

test('a program that keeps the number misses nothing and gets nothing twice', async () => {
  const machine: Actor = { kind: 'machine', id: newId(), label: 'x', scopes: ['cases.read'] }
  const start = await town.tx(machine, (ctx) => eventsAfter(ctx, { after: 0 }))
  const made = await Promise.all([report(), report(), report()])
  await town.drain()
  const seen: string[] = []
  let after = start.upTo
  for (;;) {
    const { events, upTo } = await town.tx(machine, (ctx) =>
      eventsAfter(ctx, { after, limit: 1, types: ['case.opened'] }),
    )
    if (upTo === after) break
    seen.push(...events.map((e) => e.case!))
    after = upTo
  }
  expect(seen.sort()).toEqual(made.map((m) => m.number).sort())
})

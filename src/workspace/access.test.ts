import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { queueMail } from '#platform/mail/queue.ts'
import { type TestTown, testTown } from '../../test/helpers.ts'
import type { PageClient } from '../../test/page-client.ts'
import { forms } from './cases/actions/all.ts'
import { deskOf, type Role, report } from './workspace.fixture.ts'

// What actions answer to whom, beside test/matrix: there with no version and by everybody, here as they would be sent.

let town: TestTown
let desk: ReturnType<typeof deskOf>
let number: string
let caseId: string
let mailId: string
const clients: Record<string, PageClient> = {}

const roles: readonly Role[] = ['worker', 'clerk', 'head', 'admin', 'gardener']

beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  await desk.passwords(town.other.tenant, town.other.ids)
  const made = await report(town)
  number = made.number
  caseId = made.id
  await town.tx('system', async (ctx) =>
    queueMail(ctx, {
      dedupe: 'x',
      stream: made.id,
      to: 'erika@example.org',
      subject: 'Betreff <b>',
      text: '<script>alert(1)</script>',
      html: '<p onclick="alert(1)">Hallo</p>',
      lang: 'de',
    }),
  )
  mailId = await town.tx('system', async (ctx) => {
    const row = await ctx.db
      .selectFrom('platform.mail')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .executeTakeFirstOrThrow()
    return row.id
  })
  for (const role of roles) clients[role] = await desk.signedIn(role)
  clients.newcomer = await desk.newcomer()
  clients.nobody = desk.visitor()
  clients.foreign = await desk.signedIn('head', town.other.tenant)
})
afterAll(() => town?.close())

describe.each([...forms.keys()])('POST /vorgaenge/:number/%s', (noun) => {
  const send = (client: PageClient, id = number) =>
    client.post(`/vorgaenge/${id}/${noun}`, { version: '1', text: 'x', an: 'niemand' })

  test.each(['worker', 'gardener', 'newcomer', 'foreign'] as const)('is not there for a %s', async (who) => {
    expect((await send(clients[who]!)).status).toBe(404)
    expect((await send(clients[who]!, caseId)).status).toBe(404)
  })
  test('asks strangers to sign in', async () => {
    const answer = await send(clients.nobody!)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/anmeldung/)
  })
  test('is refused to who may only look', async () => {
    expect([403, 409]).toContain((await send(clients.admin!)).status)
    const page = await (await clients.admin!.get(`/vorgaenge/${number}`)).text()
    expect(page).not.toContain(`/${noun}"`)
  })
  test('is refused when a foreign page sends it', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]
    for (const headers of foreign) {
      const answer = await clients.clerk!.post(`/vorgaenge/${number}/${noun}`, { version: '1' }, headers)
      expect(answer.status).toBe(403)
    }
  })
})

describe('what does not exist', () => {
  test.each([
    '/vorgaenge/1999-1',
    '/vorgaenge/x',
    '/vorgaenge/..%2f..%2fetc',
    '/vorgaenge/00000000-0000-0000-0000-000000000000',
    '/vorgaenge/1999-1/abschluss',
    '/vorgaenge/1999-1/vorschau',
    '/post/x',
    '/post/00000000-0000-0000-0000-000000000000',
  ])('%s answers 404', async (path) => {
    expect((await clients[path.startsWith('/post') ? 'admin' : 'clerk']!.get(path)).status).toBe(404)
  })
  test('nor does an action that nobody knows', async () => {
    expect((await clients.clerk!.get(`/vorgaenge/${number}/loeschung`)).status).toBe(404)
    expect((await clients.clerk!.post(`/vorgaenge/${number}/loeschung`)).status).toBe(404)
  })
})

test('mail of the town is shown as text, marked as not sent, and never to another town', async () => {
  const list = await (await clients.admin!.get('/post')).text()
  expect(list).toContain('Nicht versendet: kein Mailserver eingerichtet')
  const page = await (await clients.admin!.get(`/post/${mailId}`)).text()
  expect(page).toContain('&lt;script>alert(1)&lt;/script>')
  expect(page).not.toMatch(/<script>alert|<p onclick/)
  const other = await desk.signedIn('admin', town.other.tenant)
  expect((await other.get(`/post/${mailId}`)).status).toBe(404)
  expect(await (await other.get('/post')).text()).not.toContain('Betreff')
})

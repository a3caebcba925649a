import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endSessionsOf } from '#modules/identity/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { type TestTown, testTown } from '../../test/helpers.ts'
import type { PageClient } from '../../test/page-client.ts'
import { deskOf, report } from '../workspace/workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let photo: Buffer
beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  await desk.passwords()
  photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => town?.close())

const end = (account: Uuid) => town.tx('system', (ctx) => endSessionsOf(ctx, account))

/** A photo on its way up; `meanwhile` happens after its first half. */
async function upload(client: PageClient, number: string, meanwhile: () => Promise<void>): Promise<Response> {
  const form = new FormData()
  form.set('version', '1')
  form.set('fotos', new File([new Uint8Array(photo)], 'loch.jpg', { type: 'image/jpeg' }))
  const whole = new Request('http://x/', { method: 'POST', body: form })
  const bytes = new Uint8Array(await whole.arrayBuffer())
  const half = bytes.length >> 1
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      sent += 1
      if (sent === 1) return controller.enqueue(bytes.slice(0, half))
      // The request is under way and knows who asks before the rest arrives.
      await new Promise((resolve) => setTimeout(resolve, 150))
      await meanwhile()
      controller.enqueue(bytes.slice(half))
      controller.close()
    },
  })
  const host = client.host
  return desk.app.request(`http://${host}/vorgaenge/${number}/foto`, {
    method: 'POST',
    headers: {
      host,
      origin: `http://${host}`,
      cookie: `sitzung=${client.cookies.get('sitzung')}`,
      'content-type': whole.headers.get('content-type')!,
      'content-length': String(bytes.length),
    },
    body,
    duplex: 'half',
  } as RequestInit)
}

const stored = (folder: Uuid) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('files.file')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('folder_id', '=', folder)
      .execute(),
  )

describe('a session that ends while a request runs', () => {
  test('stops an upload: nothing is stored', async () => {
    const client = await desk.signedIn('clerk')
    const { number, id } = await report(town)
    const answer = await upload(client, number, async () => {
      await end(town.ids.clerk)
      town.clock.advance({ seconds: 4 })
    })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('Ihre Anmeldung wurde beendet')
    expect(await stored(id)).toEqual([])
    expect((await client.get('/vorgaenge')).status).toBe(303)
  })

  test('and a slow one of somebody who stays signed in goes through', async () => {
    const client = await desk.signedIn('clerk')
    const { number, id } = await report(town)
    const answer = await upload(client, number, async () => {
      town.clock.advance({ seconds: 40 })
    })
    expect(answer.status).toBe(303)
    expect(await stored(id)).toHaveLength(1)
  })

  test('stops a page that is still open at its next request', async () => {
    const client = await desk.signedIn('clerk')
    expect((await client.get('/vorgaenge')).status).toBe(200)
    await end(town.ids.clerk)
    expect((await client.get('/vorgaenge')).status).toBe(303)
  })
})

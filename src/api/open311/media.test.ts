import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { photosOf } from '#modules/files/index.ts'
import { type ApiTown, apiTown, pothole } from '../api.fixture.ts'

const path = '/api/open311/v2/requests.json'
let api: ApiTown
let jpeg: Buffer
beforeAll(async () => {
  api = await apiTown()
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
})
afterAll(async () => {
  await api.town.close()
})

async function sendFiles(
  files: [name: string, bytes: Uint8Array<ArrayBuffer>, type: string][],
  headers = {},
) {
  const body = new FormData()
  for (const [name, value] of Object.entries({ api_key: 'demo', ...pothole })) body.append(name, value)
  for (const [name, bytes, type] of files) body.append(name, new Blob([bytes], { type }), 'foto.jpg')
  const response = await api.ask(path, { method: 'POST', body, headers })
  expect(response.status).toBe(201)
  const [request] = await response.json()
  return { request, shown: await shown(request.service_request_id) }
}

const shown = async (id: string) =>
  (await (await api.ask(`/api/open311/v2/requests/${id}.json?extensions=true`)).json())[0]
const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer)

it('takes photos by the names that clients use, whatever they say the files are', async () => {
  const { request, shown } = await sendFiles([
    ['media', bytes(jpeg), 'image/jpeg'],
    ['photo1', bytes(await sharp(jpeg).png().toBuffer()), 'application/octet-stream'],
    ['file_0', bytes(jpeg.subarray()), 'text/plain'],
  ])
  expect(request.service_notice).not.toContain('Foto')
  expect(shown.media_url).toMatch(/^http:\/\/teststadt.localhost:3000\/fotos\/[0-9a-f-]{36}\/gross$/)
  expect(shown.extended_attributes.photos.length).toBeGreaterThanOrEqual(2)
  expect(shown.extended_attributes.photos[0]).toBe(shown.media_url)
})

it('refuses what is no photo without losing the report', async () => {
  const { request, shown } = await sendFiles([
    [
      'media',
      bytes(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')),
      'image/jpeg',
    ],
    ['media', bytes(jpeg), 'image/jpeg'],
  ])
  expect(request.service_notice).toContain('Ein Foto konnten wir nicht übernehmen.')
  expect(shown.extended_attributes.photos).toHaveLength(1)
})

it.each([
  'http://127.0.0.1:3000/a.jpg',
  'http://[::ffff:10.0.0.1]/a.jpg',
  'http://169.254.169.254/latest',
  'file:///etc/passwd',
  'kein url',
])('does not look at %s, and takes the report', async (media_url) => {
  const response = await api.post(path, { ...pothole, media_url: [media_url, media_url] })
  expect(response.status).toBe(201)
  const [request] = await response.json()
  expect(request.service_notice).toContain('2 Fotos konnten wir nicht übernehmen.')
  expect((await shown(request.service_request_id)).media_url).toBeNull()
})

it('adds the photos of a repeated command once', async () => {
  const headers = { 'idempotency-key': 'mit-foto' }
  const first = await sendFiles([['media', bytes(jpeg), 'image/jpeg']], headers)
  const again = await sendFiles([['media', bytes(jpeg), 'image/jpeg']], headers)
  expect(again.request.service_request_id).toBe(first.request.service_request_id)
  expect(again.shown.extended_attributes.photos).toEqual(first.shown.extended_attributes.photos)
})

it('keeps the photos of a secret kind from the public', async () => {
  const body = new FormData()
  for (const [name, value] of Object.entries({ api_key: 'demo', ...pothole, service_code: 'person' }))
    body.append(name, value)
  body.append('media', new Blob([bytes(jpeg)], { type: 'image/jpeg' }), 'foto.jpg')
  const response = await api.ask(path, { method: 'POST', body })
  const [{ service_request_id: number }] = await response.json()
  const photos = await api.town.tx('system', async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return photosOf(ctx, [id])
  })
  expect(photos.map((p) => p.visibility)).toEqual(['parties'])
})

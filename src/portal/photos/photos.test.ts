import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPhoto } from '#modules/files/index.ts'
import { setPassword, signIn } from '#modules/identity/index.ts'
import { submit } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { anonymous, system } from '#platform/context/actor.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { drawn, phoneExif } from '#platform/images/photos.fixture.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

let town: TestTown
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town?.close())

/** A case with one photo, and the token of its tracking link. */
async function caseWithPhoto(category: string, visibility: 'public' | 'internal' = 'public') {
  const id = newId()
  const bytes = await drawn().jpeg().withExif(phoneExif()).toBuffer()
  const who = { tenant: town.tenant, actor: anonymous }
  const file = { folder: id, bytes, name: 'Straße "1";\r\n.jpg', stage: 'report', visibility } as const
  const added = await addPhoto(town.platform, who, file)
  const report = {
    id,
    category,
    text: 'Text',
    place: somewhere,
    address: null,
    placedBy: 'map',
    answers: {},
  } as const
  const sent = await town.tx('system', (ctx) => submit(ctx, { ...report, reporter: null, channel: 'web' }))
  return { photo: added.ok ? added.id : '', token: sent.trackingToken }
}

async function signedIn(account: Uuid, email: string): Promise<PageClient> {
  const password = 'ein langes Wort für Tests 7'
  await setPassword(town.platform, { tenant: town.tenant, actor: system('test') } as never, account, password)
  const input = { email: `${email}@teststadt.example`, password, address: '::1' }
  const signed = await signIn(town.platform, town.tenant, input, async () => [])
  if (!signed.ok) throw new Error('not signed in')
  const person = new PageClient(app)
  person.cookies.set('sitzung', signed.token)
  return person
}

it('shows photos of public cases to everybody, but never the original', async () => {
  const { photo } = await caseWithPhoto('schlagloch')
  const visitor = new PageClient(app)
  for (const art of ['klein', 'gross'] as const) {
    const response = await visitor.get(paths.photo(photo, art))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, no-cache')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    const bytes = Buffer.from(await response.arrayBuffer())
    for (const secret of ['Erika', 'SN-4711', 'Fernruf', 'GPS', 'Exif'])
      expect(bytes.includes(secret)).toBe(false)
  }
  expect((await visitor.get(paths.photo(photo, 'original'))).status).toBe(404)
})

it('shows photos of other cases only to the bearer of the tracking link', async () => {
  const [own, other] = [await caseWithPhoto('person'), await caseWithPhoto('person')]
  const visitor = new PageClient(app)
  expect((await visitor.get(paths.photo(own.photo, 'klein'))).status).toBe(404)
  const tracked = await visitor.get(paths.trackedPhoto(own.token, own.photo, 'klein'))
  expect([tracked.status, tracked.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
  expect((await visitor.get(paths.trackedPhoto(other.token, own.photo, 'klein'))).status).toBe(404)
  expect((await visitor.get(paths.trackedPhoto('A'.repeat(22), own.photo, 'klein'))).status).toBe(404)
  expect((await visitor.get(`/status/${own.token}/fotos/${own.photo}/original`)).status).toBe(404)
  const internal = await caseWithPhoto('person', 'internal')
  expect((await visitor.get(paths.trackedPhoto(internal.token, internal.photo, 'klein'))).status).toBe(404)
})

it('gives originals to those who work the case, as a download that runs nothing', async () => {
  const { photo } = await caseWithPhoto('schlagloch')
  const clerk = await signedIn(town.ids.clerk, 'clerk')
  const response = await clerk.get(paths.photo(photo, 'original'))
  expect(response.status).toBe(200)
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="Stra_e _1____.jpg"; filename*=UTF-8''Stra%C3%9Fe%20%221%22%3B%0D%0A.jpg`,
  )
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(Buffer.from(await response.arrayBuffer()).includes('SN-4711')).toBe(true)
  const gardener = await signedIn(town.ids.gardener, 'gardener')
  expect((await gardener.get(paths.photo(photo, 'original'))).status).toBe(404)
})

it('has nothing of another town', async () => {
  const { photo, token } = await caseWithPhoto('schlagloch')
  const foreign = new PageClient(app, 'anderstadt.localhost:3000')
  for (const art of ['klein', 'gross', 'original'] as const)
    expect((await foreign.get(paths.photo(photo, art))).status).toBe(404)
  expect((await foreign.get(paths.trackedPhoto(token, photo, 'klein'))).status).toBe(404)
})

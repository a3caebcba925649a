import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { photosOf } from '#modules/files/index.ts'
import { type ApiTown, apiTown, pothole } from '../api.fixture.ts'

const base = '/api/open311/v2'
let api: ApiTown
let said: string
let sets: string
beforeAll(async () => {
  api = await apiTown()
  said = await api.key(['cases.write'])
  sets = await api.key(['open311.status'])
})
afterAll(() => api.town.close())

const report = async (more = {}): Promise<string> =>
  (await (await api.post(`${base}/requests.json`, { ...pothole, ...more })).json())[0].service_request_id
let n = 0
const update = async (number: string, fields: Record<string, string | string[]>, api_key = sets) => {
  n += 1
  const response = await api.post(`${base}/servicerequestupdates.json`, {
    api_key,
    service_request_id: number,
    update_id: `u-${n}`,
    updated_datetime: '2026-11-23T09:00:00',
    description: 'Etwas ist geschehen',
    ...fields,
  })
  const body = await response.json()
  return [response.status, body[0]?.description ?? body[0]] as const
}
const look = (number: string) =>
  api.town.tx('system', async (ctx) => {
    const c = await ctx.db
      .selectFrom('cases.case')
      .select(['id', 'status', 'outcome'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const words = await ctx.db
      .selectFrom('cases.message')
      .select(['body', 'visibility', 'direction'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', c.id)
      .orderBy('at')
      .orderBy('id')
      .execute()
    return { ...c, photos: await photosOf(ctx, [c.id]), last: words.at(-1)!, count: words.length }
  })

test.each([
  ['IN_PROGRESS', 'in_progress', null],
  ['investigating', 'in_progress', null],
  ['PLANNED', 'in_progress', null],
  ['ACTION_SCHEDULED', 'in_progress', null],
  ['FIXED', 'closed', 'fixed'],
  ['CLOSED', 'closed', 'fixed'],
  ['NO_FURTHER_ACTION', 'closed', 'no_action'],
  ['CANCELLED', 'closed', 'no_action'],
  ['DUPLICATE', 'closed', 'no_action'],
  ['NOT_COUNCILS_RESPONSIBILITY', 'closed', 'not_responsible'],
  ['UNCHANGED', 'open', null],
  ['OPEN', 'open', null],
] as const)('%s makes it %s, and its words are public', async (status, becomes, outcome) => {
  const number = await report()
  expect((await update(number, { status }))[0]).toBe(201)
  expect(await look(number)).toMatchObject({
    status: becomes,
    outcome,
    last: { body: 'Etwas ist geschehen', visibility: 'public', direction: 'out' },
  })
})

test('opens again what was closed, and keeps to itself what is passed on within the house', async () => {
  const number = await report()
  await update(number, { status: 'FIXED' })
  expect((await update(number, { status: 'REOPEN' }))[0]).toBe(201)
  expect((await look(number)).status).toBe('open')
  for (const status of ['FOR_TRIAGE', 'INTERNAL_REFERRAL']) {
    await update(number, { status })
    expect((await look(number)).last.visibility).toBe('internal')
  }
})

test('who may not set a state is heard by the parties and the town hall, and changes nothing', async () => {
  const number = await report()
  expect(
    (await update(number, { status: 'FIXED', first_name: 'Erika', email: 'erika@example.org' }, said))[0],
  ).toBe(201)
  expect(await look(number)).toMatchObject({
    status: 'open',
    last: { body: 'Stand dort: behoben\n\nEtwas ist geschehen', visibility: 'parties', direction: 'in' },
  })
  expect(await (await api.ask(`${base}/requests/${number}.json?extensions=true`)).text()).not.toContain(
    'Etwas ist',
  )
})

test('an update is taken once, in XML too, and refused for what is wrong with it', async () => {
  const number = await report()
  const fields = { status: 'UNCHANGED', update_id: 'einmal' }
  expect((await update(number, fields))[0]).toBe(201)
  const again = await update(number, fields)
  expect(again[0]).toBe(400)
  expect((await look(number)).count).toBe(2)
  const xml = await api.post(`${base}/servicerequestupdates.xml`, {
    api_key: sets,
    service_request_id: number,
    ...fields,
    updated_datetime: '2026-11-23T09:00:00Z',
    description: 'x',
  })
  expect([xml.status, await xml.text()]).toEqual([
    400,
    expect.stringContaining('<errors><error><code>400</code>'),
  ])
  for (const [wrong, key, status] of [
    [{ status: 'KAPUTT' }, sets, 400],
    [{ status: '' }, sets, 400],
    [{ status: 'FIXED', updated_datetime: 'gestern' }, sets, 400],
    [{ status: 'FIXED', description: '' }, sets, 400],
    [{ status: 'FIXED', service_request_id: '2026-99999' }, sets, 404],
    [{ status: 'FIXED', service_request_id: "1' or 1=1" }, sets, 404],
    [{ status: 'FIXED' }, 'demo', 403],
    [{ status: 'FIXED' }, '', 403],
  ] as const)
    expect((await update(number, wrong, key))[0], JSON.stringify(wrong)).toBe(status)
  // What is not public is not there for a key that reads no cases.
  expect((await update(await report({ service_code: 'person' }), { status: 'FIXED' }))[0]).toBe(404)
})

test('takes pictures that come with it, and shows them with the ending', async () => {
  const number = await report()
  const jpeg = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#393' } })
    .jpeg()
    .toBuffer()
  const body = new FormData()
  for (const [name, value] of Object.entries({
    api_key: sets,
    service_request_id: number,
    update_id: 'mit-bild',
    status: 'FIXED',
    updated_datetime: '2026-11-23T09:00:00Z',
    description: 'Gefüllt',
    media_url: 'http://169.254.169.254/x.jpg',
  }))
    body.append(name, value)
  body.append('media', new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }), 'a.jpg')
  expect((await api.ask(`${base}/servicerequestupdates.json`, { method: 'POST', body })).status).toBe(201)
  const { photos } = await look(number)
  expect(photos.map((p) => [p.stage, p.visibility])).toEqual([['after', 'public']])
  const feed = await (await api.ask(`${base}/servicerequestupdates.json?service_request_id=${number}`)).json()
  expect(feed).toMatchObject([
    {
      status: 'FIXED',
      description: 'Gefüllt',
      media_url: `http://teststadt.localhost:3000/fotos/${photos[0]!.id}/gross`,
    },
  ])
  const paged = await (await api.ask(`${base}/servicerequestupdates.json?page_size=1&page=1`)).json()
  expect(paged).toHaveLength(1)
})

test('tells more of reports on request: fields, count, agency, photo, answers, coordinates', async () => {
  const number = await report({ 'attribute[tiefe]': 'tief' })
  const ask = async (query: string) => (await api.ask(`${base}/requests.json?${query}`)).json()
  expect(await ask(`service_request_id=${number}&fields=service_request_id,status,gibtsnicht`)).toEqual([
    { service_request_id: number, status: 'open' },
  ])
  const { requests, meta } = await ask('meta=true&limit=2&offset=1')
  expect(requests).toHaveLength(2)
  expect(meta).toMatchObject({ limit: 2, offset: 1 })
  expect(meta.total).toBe((await ask('page_size=1000')).length)
  expect(await ask('has_photo=true')).toHaveLength(1)
  expect(await ask('agency_responsible=tiefbauamt&has_photo=true')).toHaveLength(1)
  expect(await ask('agency_responsible=niemand')).toEqual([])
  const [one] = await ask(`service_request_id=${number}&extensions=true`)
  expect(one.attributes).toEqual([{ code: 'tiefe', label: 'Wie tief?', value: 'tief' }])
  expect(one.extended_attributes).toMatchObject({ area: 'nord', object: null, srs: 'EPSG:25832' })
  expect(one.extended_attributes.x).toBeCloseTo(494_851, -1)
  expect(one.extended_attributes.y).toBeCloseTo(5_552_889, -2)
  for (const wrong of ['cursor=x', 'cursor=bm9uZQ', 'offset=100001'])
    expect((await api.ask(`${base}/requests.json?${wrong}`)).status, wrong).toBe(400)
})

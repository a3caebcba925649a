import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiTown, apiTown } from '../api.fixture.ts'

const base = '/api/v1'
const hole = { category: 'schlagloch', text: 'Tiefes Loch', place: { lat: 50.128, long: 8.928 } }

let api: ApiTown
let reader: string
let writer: string
beforeAll(async () => {
  api = await apiTown()
  reader = await api.key(['cases.read'])
  writer = await api.key(['cases.read', 'cases.write', 'reports.write'])
})
afterAll(() => api.town.close())

const get = async (path: string, key?: string) => {
  const response = await api.ask(base + path, key ? { headers: { authorization: `Bearer ${key}` } } : {})
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}
const post = async (
  path: string,
  body: unknown,
  key: string | null = 'demo',
  headers: Record<string, string> = {},
) => {
  const response = await api.ask(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key ? { 'x-api-key': key } : {}), ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: text ? JSON.parse(text) : null,
  }
}
const send = async (more: Record<string, unknown> = {}): Promise<string> => {
  const { status, body } = await post('/reports', { ...hole, ...more })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.number
}

describe('reports', () => {
  it('are taken, shown and found', async () => {
    const { body: receipt } = await post('/reports', {
      ...hole,
      answers: { tiefe: 'tief' },
      contact: { email: 'a@b.example' },
    })
    expect(receipt).toMatchObject({
      number: expect.stringMatching(/^2026-\d+$/),
      trackingUrl: expect.stringMatching(/^http:\/\/teststadt.localhost:3000\/status\/.{22}$/),
      refusedPhotos: 0,
    })
    const { body: shown } = await get(`/reports/${receipt.number}`)
    expect(shown).toMatchObject({
      number: receipt.number,
      text: 'Tiefes Loch',
      unit: 'Tiefbauamt',
      district: 'nord',
      words: [],
      photos: [],
      status: 'open',
    })
    await api.town.findable()
    const { body: list } = await get(
      '/reports?category=schlagloch,baum&district=nord&status=unfinished&days=1&q=loch&bbox=8.9,50.1,9,50.2',
    )
    expect(list.items.map((r: { number: string }) => r.number)).toEqual([receipt.number])
    expect((await get('/reports?category=baum')).body.items).toEqual([])
  })

  it('come in pages that lose and repeat nothing', async () => {
    const sent: string[] = []
    for (let i = 0; i < 5; i++) {
      api.town.clock.advance({ seconds: 1 })
      sent.unshift(await send())
    }
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = (await get(`/reports?size=2&cursor=${cursor}`)) as {
        body: { items: { number: string }[]; next: string | null }
      }
      seen.push(...body.items.map((r) => r.number))
      cursor = body.next
    }
    expect(seen.slice(0, 5)).toEqual(sent)
    expect(new Set(seen).size).toBe(seen.length)
  })

  it('are refused with all that is wrong, as a problem', async () => {
    const { status, type, body } = await post('/reports', {
      category: '',
      place: { lat: 'x', long: 200 },
      contact: { email: 'nein' },
    })
    expect([status, type]).toEqual([422, 'application/problem+json'])
    expect(body.errors.map((e: { path: string }) => e.path).sort()).toEqual([
      'category',
      'contact.email',
      'place.lat',
      'place.long',
    ])
    expect((await post('/reports', { ...hole, category: 'gibtsnicht' })).body.errors[0].path).toBe('category')
    expect((await post('/reports', { ...hole, text: 'x'.repeat(100_000) })).body.errors[0].message).toContain(
      '4000',
    )
    expect((await get('/reports?size=0')).status).toBe(422)
    expect((await get('/reports?cursor=Unsinn')).status).toBe(422)
    expect((await get('/reports?district=atlantis')).status).toBe(404)
  })

  it('of another town or a secret kind are not there', async () => {
    const secret = await send({ category: 'person' })
    expect((await get(`/reports/${secret}`)).status).toBe(404)
    const number = await send({ text: 'nur hier' })
    const there = await api.ask(`${base}/reports/${number}`, { host: 'anderstadt.localhost' })
    expect(there.status).toBe(404)
    expect(there.headers.get('content-type')).toBe('application/problem+json')
  })

  it('are made once for a key of the sender’s', async () => {
    const once = () => post('/reports', { ...hole, text: 'einmalig' }, 'demo', { 'idempotency-key': 'k1' })
    const all = await Promise.all([once(), once(), once()])
    expect(new Set(all.map((r) => JSON.stringify(r.body))).size).toBe(1)
    await api.town.findable()
    expect((await get('/reports?q=einmalig')).body.items).toHaveLength(1)
    expect(
      (await post('/reports', { ...hole, text: 'anders' }, 'demo', { 'idempotency-key': 'k1' })).status,
    ).toBe(422)
  })
})

it('names what there is to report, and where', async () => {
  const { body } = await get('/categories')
  expect(body.map((c: { code: string }) => c.code).sort()).toEqual(['baum', 'person', 'schlagloch'])
  expect((await get('/districts')).body).toEqual([
    { code: 'nord', name: 'Nord' },
    { code: 'sued', name: 'Süd' },
  ])
})

describe('cases', () => {
  it('are for keys with the scope', async () => {
    const number = await send()
    for (const path of ['/cases', `/cases/${number}`, `/cases/${number}/history`]) {
      expect((await get(path)).status).toBe(403)
      expect((await get(path, 'demo')).status).toBe(403)
      expect((await get(path, reader)).status).toBe(200)
    }
    expect((await post(`/cases/${number}/notes`, { text: 'x' }, reader)).status).toBe(403)
  })

  it('come in the order of their change', async () => {
    const secret = await send({ category: 'person' })
    const { body } = await get('/cases?size=200', reader)
    expect(body.items.map((c: { number: string }) => c.number)).toContain(secret)
    const first = body.items[0].number
    api.town.clock.advance({ minutes: 1 })
    expect((await post(`/cases/${first}/notes`, { text: 'Kommt wieder.' }, writer)).status).toBe(204)
    const { body: after } = await get(
      `/cases?since=${encodeURIComponent(api.town.clock.now().toISOString())}`,
      reader,
    )
    expect(after.items.map((c: { number: string }) => c.number)).toEqual([first])
    expect(
      (await get('/cases?unit=roads&size=200', reader)).body.items.map((c: { number: string }) => c.number),
    ).not.toContain(secret)
    const page = await get('/cases?size=2', reader)
    const next = await get(`/cases?size=2&cursor=${page.body.next}`, reader)
    expect(next.body.items[0].number).not.toBe(page.body.items[1].number)
  })

  it('are written on, answered and closed', async () => {
    const number = await send()
    expect((await post(`/cases/${number}/notes`, { text: 'Material bestellt' }, writer)).status).toBe(204)
    expect(
      (await post(`/cases/${number}/replies`, { text: 'Wir kommen morgen.', visibility: 'public' }, writer))
        .status,
    ).toBe(204)
    const closing = { outcome: 'fixed', text: 'Gefüllt.' }
    expect(
      (await post(`/cases/${number}/closure`, closing, writer, { 'idempotency-key': 'zu' })).status,
    ).toBe(204)
    expect(
      (await post(`/cases/${number}/closure`, closing, writer, { 'idempotency-key': 'zu' })).status,
    ).toBe(204)
    expect((await post(`/cases/${number}/closure`, closing, writer)).status).toBe(409)
    const { body } = await get(`/cases/${number}`, reader)
    expect(body).toMatchObject({ status: 'closed', outcome: 'fixed' })
    expect(body.messages.map((m: { visibility: string; text: string }) => [m.visibility, m.text])).toEqual([
      ['public', 'Tiefes Loch'],
      ['internal', 'Material bestellt'],
      ['public', 'Wir kommen morgen.'],
      ['public', 'Gefüllt.'],
    ])
    const { body: history } = await get(`/cases/${number}/history`, reader)
    expect(history.map((h: { type: string }) => h.type)).toEqual([
      'case.opened',
      'case.noted',
      'case.replied',
      'case.closed',
    ])
    expect(history.every((h: { sentence: string }) => h.sentence.length > 3)).toBe(true)
    const { body: shown } = await get(`/reports/${number}`)
    expect(shown.words).toMatchObject([
      { from: 'town', text: 'Wir kommen morgen.' },
      { from: 'town', text: 'Gefüllt.' },
    ])
    await api.town.drain()
  })

  it('of another town are not there', async () => {
    const number = await send()
    const response = await api.ask(`${base}/cases/${number}`, {
      host: 'anderstadt.localhost',
      headers: { 'x-api-key': reader },
    })
    expect(response.status).toBe(403)
    expect((await get('/cases/2026-999999', reader)).status).toBe(404)
    expect((await post('/cases/2026-999999/notes', { text: 'x' }, writer)).status).toBe(404)
  })
})

it('describes itself, and answers as it says', async () => {
  const { body } = await get('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths).sort()).toEqual([
    '/cases',
    '/cases/{number}',
    '/cases/{number}/closure',
    '/cases/{number}/history',
    '/cases/{number}/notes',
    '/cases/{number}/replies',
    '/categories',
    '/districts',
    '/events',
    '/events/stream',
    '/reports',
    '/reports/{number}',
  ])
  const { Ajv2020 } = await import('ajv/dist/2020.js')
  const { default: addFormats } = await import('ajv-formats')
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  ajv.addSchema(body, 'api')
  const number = await send({ contact: { name: 'Nina Öztürk' } })
  const answers: Record<string, unknown> = {
    Reports: (await get('/reports')).body,
    ReportDetail: (await get(`/reports/${number}`)).body,
    Cases: (await get('/cases', reader)).body,
    CaseDetail: (await get(`/cases/${number}`, reader)).body,
    Problem: (await get('/reports/keine')).body,
    Receipt: (await post('/reports', hole)).body,
  }
  for (const [name, value] of Object.entries(answers)) {
    const check = ajv.getSchema(`api#/components/schemas/${name}`)!
    expect(check(value) || check.errors, name).toBe(true)
  }
  for (const item of (await get('/categories')).body) {
    const check = ajv.getSchema('api#/components/schemas/Category')!
    expect(check(item) || check.errors).toBe(true)
  }
})

it('answers unknown paths as a problem', async () => {
  const { status, type, body } = await get('/gibtsnicht')
  expect([status, type, body.code]).toEqual([404, 'application/problem+json', 'not_found'])
})

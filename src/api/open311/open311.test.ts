import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, reply, scheduleCase } from '#modules/cases/index.ts'
import { type ApiTown, apiTown, pothole } from '../api.fixture.ts'
import { toXml } from './xml.ts'

const base = '/api/open311/v2'
const folder = join(process.env.TESTDATA ?? '../shared/data', 'open311')

let api: ApiTown
beforeAll(async () => {
  api = await apiTown()
})
afterAll(() => api.town.close())

type Shown = Record<string, unknown> & { service_request_id: string; status: string }

const get = async (path: string) => {
  const response = await api.ask(base + path)
  return { status: response.status, body: await response.json() }
}
const list = async (query: string): Promise<Shown[]> => {
  const { status, body } = await get(`/requests.json?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const send = async (
  fields: Record<string, string | string[]> = {},
  headers: Record<string, string> = {},
): Promise<string> => {
  const response = await api.post(`${base}/requests.json`, { ...pothole, ...fields }, headers)
  const body = await response.json()
  expect(response.status, JSON.stringify(body)).toBe(201)
  return body[0].service_request_id
}
const one = async (id: string): Promise<Shown> => (await get(`/requests/${id}.json`)).body[0]
const ids = (shown: Shown[]): string[] => shown.map((r) => r.service_request_id)

const parser = new XMLParser({
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  processEntities: true,
})
const xml = async (path: string) => {
  const response = await api.ask(base + path)
  const text = await response.text()
  expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
  expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>/)
  expect(XMLValidator.validate(text)).toBe(true)
  // Between elements this document has nothing but elements, so blank text is formatting alone.
  return { status: response.status, text, body: parser.parse(text.trim()) }
}

describe('discovery', () => {
  it('says where the endpoint is, the same in both formats', async () => {
    const { body } = await get('/discovery.json')
    expect(body.endpoints).toEqual([
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: 'http://teststadt.localhost:3000/api/open311/v2',
        changeset: body.changeset,
        type: 'test',
        formats: ['text/xml', 'application/json'],
      },
    ])
    const { body: read } = await xml('/discovery.xml')
    expect(read.discovery.endpoints.endpoint.formats.format).toEqual(['text/xml', 'application/json'])
    expect(read.discovery.endpoints.endpoint.url).toBe(body.endpoints[0].url)
  })
})

describe('services', () => {
  it('lists the categories in the language asked for, with or without a place', async () => {
    const { body } = await get('/services.json?lat=50.1&long=8.9&langcode=en')
    expect(body).toHaveLength(3)
    expect(body.find((s: Shown) => s.service_code === 'schlagloch')).toMatchObject({
      service_code: 'schlagloch',
      service_name: 'Pothole',
      metadata: true,
      type: 'realtime',
      keywords: 'hole,road surface',
      group: 'Road',
    })
    const german = await api.ask(`${base}/services.json`, { headers: { 'accept-language': 'de-DE,de' } })
    expect((await german.json()).map((s: Shown) => s.service_name)).toContain('Schlagloch')
    const { body: read } = await xml('/services.xml')
    expect(read.services.service.map((s: { service_code: string }) => s.service_code)).toEqual(
      body.map((s: Shown) => s.service_code),
    )
  })

  it('defines what is asked beside the description', async () => {
    const { body } = await get('/services/schlagloch.json')
    expect(body).toMatchObject({
      service_code: 'schlagloch',
      attributes: [
        {
          code: 'tiefe',
          datatype: 'singlevaluelist',
          variable: true,
          required: false,
          values: [
            { key: 'flach', name: 'flach' },
            { key: 'tief', name: 'tief' },
          ],
        },
      ],
    })
    const { body: read } = await xml('/services/schlagloch.xml')
    expect(read.service_definition.attributes.attribute.values.value).toHaveLength(2)
  })

  it('answers 404 for an unknown one in the format that was asked for', async () => {
    const { status, body } = await get('/services/gibtsnicht.json')
    expect([status, body[0].code]).toEqual([404, 404])
    const wrong = await xml('/services/gibtsnicht.xml')
    expect([wrong.status, wrong.body.errors.error.code]).toEqual([404, '404'])
    expect(wrong.body.errors.error.description).toContain('service_code')
  })
})

describe.skipIf(!existsSync(folder))('the official schemas', () => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  if (existsSync(folder))
    for (const name of readdirSync(folder).filter((f) => f.endsWith('.schema.json')))
      ajv.addSchema(JSON.parse(readFileSync(join(folder, name), 'utf8')), name.replace('.schema', ''))
  const valid = (schema: string, value: unknown) => {
    const check = ajv.getSchema(schema)!
    expect(check(value) || check.errors).toBe(true)
  }

  it('hold for services, definitions and requests', async () => {
    await send({ description: '', email: 'a@b.example' })
    valid('services.json', (await get('/services.json')).body)
    valid('service-definition.json', (await get('/services/schlagloch.json')).body)
    valid('service-definition.json', (await get('/services/baum.json')).body)
    const requests = await list('')
    expect(requests.length).toBeGreaterThan(0)
    valid('requests.json', requests)
    valid('requests.json', await list('extensions=true'))
  })
})
if (!existsSync(folder))
  console.warn(`The official schemas are not in ${folder}; tests that need them are skipped.`)

describe('sending', () => {
  it('takes a form and answers number, notice and account', async () => {
    const response = await api.post(`${base}/requests.json`, {
      ...pothole,
      account_id: 'konto-1',
      'attribute[tiefe]': 'tief',
    })
    expect(response.status).toBe(201)
    const [request, ...rest] = await response.json()
    expect(rest).toEqual([])
    expect(request.service_request_id).toMatch(/^2026-\d+$/)
    expect(request.service_notice).toMatch(
      /Tiefbauamt.*November 2026.*http:\/\/teststadt.localhost:3000\/status\//,
    )
    expect(request.account_id).toBe('konto-1')
    expect(await one(request.service_request_id)).toMatchObject({
      status: 'open',
      service_code: 'schlagloch',
      service_name: 'Schlagloch',
      description: 'Tiefes Loch',
      agency_responsible: 'Tiefbauamt',
      requested_datetime: '2026-11-23T08:00:00Z',
      expected_datetime: expect.stringMatching(/^2026-11-/),
      address: 'Hauptstraße 12, 63450 Teststadt',
      address_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      zipcode: '63450',
      lat: 50.128,
      long: 8.928,
      media_url: null,
      service_notice: null,
      status_notes: null,
    })
  })

  it('takes JSON, parameters in the URL and a bearer key', async () => {
    const response = await api.ask(`${base}/requests.json?langcode=en`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer demo' },
      body: JSON.stringify({
        service_code: 'schlagloch',
        lat: 50.128,
        long: 8.928,
        description: 'x',
        attribute: { tiefe: 'flach' },
      }),
    })
    expect(response.status).toBe(201)
    expect((await response.json())[0].service_notice).toContain('Roads department')
  })

  it('answers in XML when asked to', async () => {
    const response = await api.post(`${base}/requests.xml`, { ...pothole })
    const text = await response.text()
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    const { service_requests } = parser.parse(text)
    expect(service_requests.request.service_request_id).toMatch(/^2026-/)
  })

  it('finds the place by an address or by the id of one', async () => {
    const byText = await one(await send({ lat: '', long: '', address_string: 'Gartenweg 3, Teststadt' }))
    expect(byText).toMatchObject({ lat: 50.13, long: 8.9301, address: 'Gartenweg 3, 63450 Teststadt' })
    const byId = await one(await send({ lat: '', long: '', address_id: byText.address_id as string }))
    expect(byId.address).toBe(byText.address)
  })

  it('hands what is not the town’s to whose it is', async () => {
    const response = await api.post(`${base}/requests.json`, { ...pothole, lat: '50.12', long: '8.925' })
    const [request] = await response.json()
    expect(request.service_notice).toContain('Straßenbauverwaltung')
    expect((await one(request.service_request_id)).agency_responsible).toBe('Straßenbauverwaltung')
  })

  it('keeps letters of DIN 91379, emoji and hostile words as they are, in both formats', async () => {
    const words = [
      'Ǆ ǆ Łukasiewicz Ayşe Ōṣu ẞ ñ C̨̆ ḡ 𝄞 🚧🏽‍♀️',
      '<script>alert(1)</script> & "quoted" \'single\' ]]> <![CDATA[x]]>',
      '</description><status>closed</status><!-- --><?php ?>',
      '&lt;b&gt; &amp;amp; &#x41;',
      'line one\nline two\ttab',
    ]
    for (const text of words) {
      const id = await send({ description: text })
      const json = await one(id)
      expect(json.description).toBe(text.normalize('NFC'))
      const { body } = await xml(`/requests/${id}.xml`)
      expect(body.service_requests.request.description).toBe(json.description)
      expect(body.service_requests.request.status).toBe('open')
    }
  })

  it('drops what XML has no place for', async () => {
    expect(toXml('a', 'b\u0001\ufffe\ud800c\r&')).toContain('<a>bc&#13;&amp;</a>')
    const id = await send({ description: 'a\u0000b\u0001c\u001bde' })
    const { text } = await xml(`/requests/${id}.xml`)
    expect(text).toContain('<description>abcde</description>')
  })

  it('is the same in XML as in JSON', async () => {
    const json = await list('extensions=true&page_size=20')
    const { body } = await xml('/requests.xml?extensions=true&page_size=20')
    const requests = [body.service_requests.request].flat()
    expect(requests).toHaveLength(json.length)
    for (const [i, request] of requests.entries())
      for (const [name, value] of Object.entries(json[i]!))
        if (typeof value !== 'object' || value === null)
          expect(request[name], name).toBe(value === null ? '' : String(value))
  })

  describe('refuses with a list of sentences', () => {
    const wrong: [what: string, fields: Record<string, string | string[]>, word: string][] = [
      ['an unknown service', { service_code: 'gibtsnicht' }, 'service_code'],
      ['no service', { service_code: '' }, 'service_code'],
      ['no place', { lat: '', long: '' }, 'Ort'],
      ['half a place', { long: '' }, 'long'],
      ['a place that is none', { lat: 'NaN' }, 'lat'],
      ['a place beyond the pole', { lat: '91' }, 'lat'],
      ['0/0', { lat: '0', long: '0' }, '0/0'],
      ['another continent', { lat: '42.36', long: '-71.06' }, 'außerhalb'],
      ['an address that nobody has', { lat: '', long: '', address_string: 'Xyzzyplugh 1' }, 'Adresse'],
      ['an unknown answer', { 'attribute[tiefe]': 'bodenlos' }, 'Wie tief?'],
      ['a text of 100,000 characters', { description: 'ä'.repeat(100_000) }, '4000'],
      ['an e-mail address that is none', { email: 'kein at' }, 'E-Mail'],
    ]
    it.each(wrong)('%s', async (_what, fields, word) => {
      const response = await api.post(`${base}/requests.json`, { ...pothole, ...fields })
      const body = await response.json()
      expect(response.status).toBe(400)
      expect(Array.isArray(body)).toBe(true)
      expect(body[0].code).toBe(400)
      expect(body.map((e: { description: string }) => e.description).join(' ')).toContain(word)
      const inXml = await api.post(`${base}/requests.xml`, { ...pothole, ...fields })
      const read = parser.parse(await inXml.text())
      expect([inXml.status, [read.errors.error].flat()[0].code]).toEqual([400, '400'])
    })

    it('several faults at once', async () => {
      const response = await api.post(`${base}/requests.json`, {
        ...pothole,
        lat: 'x',
        long: 'y',
        email: 'z',
      })
      expect((await response.json()).length).toBeGreaterThanOrEqual(3)
    })

    it('what is no JSON', async () => {
      const response = await api.ask(`${base}/requests.json`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{',
      })
      expect([response.status, (await response.json())[0].code]).toEqual([400, 400])
    })
  })
})

describe('keys', () => {
  it('are asked for, known, and limited', async () => {
    const tried = async (api_key: string) => {
      const response = await api.post(`${base}/requests.json`, { ...pothole, api_key })
      return [response.status, (await response.json())[0].code]
    }
    expect(await tried('')).toEqual([403, 403])
    expect(await tried('falsch')).toEqual([403, 403])
    expect(await tried(await api.key(['cases.read']))).toEqual([403, 403])
    const two = await api.key(['open311.write'], 2)
    expect((await tried(two))[0]).toBe(201)
    expect((await tried(two))[0]).toBe(201)
    expect(await tried(two)).toEqual([429, 429])
  })

  it('of one town open nothing in another', async () => {
    const body = new URLSearchParams({ ...pothole, api_key: await api.key(['open311.write']) })
    const response = await api.ask(`${base}/requests.json`, {
      method: 'POST',
      body,
      host: 'anderstadt.localhost',
    })
    expect(response.status).toBe(403)
  })
})

describe('reading', () => {
  it('answers 404 for what is absent, not public or another town’s', async () => {
    const secret = await send({ service_code: 'person' })
    const mine = await send()
    for (const id of [
      secret,
      '2026-999999',
      '00000000-0000-7000-8000-000000000000',
      'x%00y',
      `${'9'.repeat(300)}`,
    ])
      expect((await get(`/requests/${id}.json`)).status, id).toBe(404)
    const there = await api.ask(`${base}/requests/${mine}.json`, { host: 'anderstadt.localhost' })
    const theirs = there.status === 200 ? (await there.json())[0].description : null
    expect(theirs).toBeNull()
    expect(ids(await list(''))).not.toContain(secret)
    expect((await xml('/requests/2026-999999.xml')).body.errors.error.code).toBe('404')
  })

  it('knows ids and numbers, in lists that override everything else', async () => {
    const [a, b] = [await send(), await send()]
    expect(
      ids(await list(`service_request_id=${a},${b}&status=closed&start_date=1990-01-01&end_date=xyz`)).sort(),
    ).toEqual([a, b].sort())
    const id = await caseId(a)
    expect(ids((await get(`/requests/${id}.json`)).body)).toEqual([a])
    expect(ids(await list(`service_request_id=${id.toUpperCase()}`))).toEqual([a])
  })

  it('filters by service, status, words, box and place', async () => {
    const tree = await send({
      service_code: 'baum',
      lat: '50.1301',
      long: '8.9401',
      description: 'Quietschfidele Eiche',
    })
    const hole = await send({ lat: '50.126', long: '8.911' })
    expect(ids(await list('service_code=baum'))).toContain(tree)
    expect(ids(await list('service_code=baum'))).not.toContain(hole)
    expect(ids(await list('service_code=baum,schlagloch'))).toEqual(expect.arrayContaining([tree, hole]))
    await api.town.findable()
    expect(ids(await list('q=quietschfidele'))).toEqual([tree])
    expect(await list('q=%25%27%22%3B--')).toEqual([])
    expect(ids(await list('bbox=8.94,50.13,8.9402,50.1302'))).toEqual([tree])
    expect(ids(await list('lat=50.1301&long=8.9401&radius=50'))).toEqual([tree])
  })

  it('tells state, public words and dates of what was done', async () => {
    const number = await send({ description: 'wird erledigt' })
    const id = await caseId(number)
    const clerk = await api.town.staff(api.town.ids.clerk)
    api.town.clock.advance({ hours: 1 })
    await api.town.tx(clerk, (ctx) => scheduleCase(ctx, id, { at: new Date('2026-11-25T08:00:00Z') }))
    expect(await one(number)).toMatchObject({
      status: 'open',
      service_notice: 'Geplant für Mittwoch, 25. November 2026.',
    })
    await api.town.tx(clerk, (ctx) => reply(ctx, id, { body: 'Nur für Sie.', visibility: 'parties' }))
    expect((await one(number)).status_notes).toBeNull()
    api.town.clock.advance({ hours: 1 })
    await api.town.tx(clerk, (ctx) => closeCase(ctx, id, { outcome: 'fixed', note: 'Loch gefüllt.' }))
    expect(await one(number)).toMatchObject({
      status: 'closed',
      status_notes: 'Loch gefüllt.',
      updated_datetime: '2026-11-23T10:00:00Z',
    })
    expect(ids(await list('status=closed'))).toContain(number)
    expect(ids(await list('status=open'))).not.toContain(number)
    expect(ids(await list('status=OPEN,closed'))).toContain(number)
    expect(ids(await list('updated_after=2026-11-23T09:30:00Z'))).toEqual([number])
    expect(ids(await list('updated_before=2026-11-23T09:30:00Z&updated_after=2026-11-23'))).not.toContain(
      number,
    )
    const [first] = await list(`service_request_id=${number}&extensions=true`)
    expect(first!.notes).toEqual([
      { datetime: '2026-11-23T10:00:00Z', type: 'agency', description: 'Loch gefüllt.' },
    ])
    expect(first!.extended_attributes).toMatchObject({
      channel: 'open311',
      outcome: 'fixed',
      district: 'Nord',
    })
    const { body: feed } = await get('/servicerequestupdates.json')
    expect(feed.filter((u: Shown) => u.service_request_id === number).map((u: Shown) => u.status)).toEqual([
      'ACTION_SCHEDULED',
      'FIXED',
    ])
  })

  it('takes times with a zone, without one, as a day, and with an unescaped plus', async () => {
    api.town.clock.set('2026-12-01T12:00:00Z')
    const number = await send()
    for (const query of [
      'start_date=2026-12-01T11:59:59Z&end_date=2026-12-01T12:00:01Z',
      'start_date=2026-12-01T13:00:00&end_date=2026-12-01T13:00:00',
      'start_date=2026-12-01&end_date=2026-12-01',
      'start_date=2026-12-01T13:00:00+01:00',
      'start_date=2026-12-01T13:00:00%2B01:00',
      'end_date=2026-12-01T12:00:00Z',
    ])
      expect(ids(await list(query)), query).toContain(number)
    expect(ids(await list('end_date=2026-12-01T11:59:59Z'))).not.toContain(number)
    expect(ids(await list('start_date=2026-12-01T13:00:01'))).not.toContain(number)
  })

  it('shows the last ninety days, and no longer a time at once', async () => {
    const number = await send()
    api.town.clock.advance({ hours: 24 * 91 })
    expect(ids(await list(''))).not.toContain(number)
    expect(ids(await list('start_date=2026-11-30'))).toContain(number)
    expect((await get('/requests.json?start_date=2026-01-01&end_date=2026-12-31')).status).toBe(400)
    api.town.clock.set('2026-12-01T12:00:00Z')
  })

  it('turns pages of any size without losing or repeating a report', async () => {
    const all = ids(await list(''))
    const pages = [
      ...(await list('page_size=4&page=1')),
      ...(await list('page_size=4&page=2')),
      ...(await list('limit=4&offset=8')),
    ]
    expect(ids(pages)).toEqual(all.slice(0, 12))
    expect(ids(await list('sort=created'))).toEqual([...all].reverse())
    expect(ids(await list('page_size=99999999'))).toEqual(all)
    const first = await api.ask(`${base}/requests.json?page_size=4`)
    const next = /<http:\/\/teststadt.localhost:3000([^>]+)>; rel="next"/.exec(
      first.headers.get('link') ?? '',
    )?.[1]
    expect(ids(await (await api.ask(next!)).json())).toEqual(all.slice(4, 8))
  })

  it.each([
    'page=x',
    'page_size=-1',
    'status=fixed',
    'start_date=gestern',
    'bbox=1,2,3',
    'sort=name',
    'lat=x&long=1',
    'offset=999999999',
    'callback=alert(1)//',
  ])('refuses %s', async (query) => {
    const { status, body } = await get(`/requests.json?${query}`)
    expect([status, body[0].code]).toEqual([400, 400])
  })

  it('calls a function back by a harmless name only', async () => {
    const response = await api.ask(`${base}/services.json?callback=jQuery.cb_1`)
    expect(response.headers.get('content-type')).toContain('application/javascript')
    expect(await response.text()).toMatch(/^\/\*\*\/jQuery\.cb_1\(\[.*\]\);$/s)
  })

  it('exchanges what a client has for the number', async () => {
    const number = await send()
    const { body } = await get(`/tokens/${number}.json`)
    expect(body).toEqual([{ service_request_id: number, token: number }])
    expect((await get('/tokens/nichts.json')).status).toBe(404)
  })

  it('answers unknown paths in the same way', async () => {
    const { status, body } = await get('/gibtsnicht.json')
    expect([status, body[0].code]).toEqual([404, 404])
  })
})

describe('repetition', () => {
  it('makes one report, answered alike, even at the same time', async () => {
    const headers = { 'idempotency-key': 'einmal' }
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        api.post(`${base}/requests.json`, { ...pothole, description: 'einmalig' }, headers),
      ),
    )
    const bodies = await Promise.all(all.map((r) => r.text()))
    expect(new Set(all.map((r) => r.status))).toEqual(new Set([201]))
    expect(new Set(bodies).size).toBe(1)
    await api.town.findable()
    expect(await list('q=einmalig')).toHaveLength(1)
    const other = await api.post(`${base}/requests.json`, { ...pothole, description: 'anders' }, headers)
    expect([other.status, (await other.json())[0].code]).toEqual([422, 422])
  })

  it('of a refused one is judged anew', async () => {
    const headers = { 'idempotency-key': 'neu' }
    expect((await api.post(`${base}/requests.json`, { ...pothole, lat: 'x' }, headers)).status).toBe(400)
    expect((await api.post(`${base}/requests.json`, { ...pothole }, headers)).status).toBe(201)
  })
})

async function caseId(number: string): Promise<string> {
  const row = await api.town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow(),
  )
  return row.id
}

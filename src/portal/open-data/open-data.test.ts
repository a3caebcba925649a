import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reply } from '#modules/cases/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { type ApiTown, apiTown, pothole } from '../../api/api.fixture.ts'
import { prefixes, toTurtle } from './graph.ts'

let api: ApiTown
beforeAll(async () => {
  api = await apiTown()
  const send = (more: Record<string, string> = {}) =>
    api.post('/api/open311/v2/requests.json', { ...pothole, email: 'erika@example.org', ...more })
  await send({ description: '=1+1;"böse"\n@SUM(A1)' })
  await send({ service_code: 'baum', lat: '50.1301', long: '8.9401', address_string: '=cmd|x' })
  await send({ service_code: 'person', description: 'Geheimnis' })
  api.town.clock.set('2027-01-02T08:00:00Z')
  await send({ lat: '50.126', long: '8.911' })
  await api.town.drain()
})
afterAll(() => api.town.close())

const get = (path: string, init: RequestInit = {}) => api.ask(`/offene-daten${path}`, init)
const features = async (query = '') =>
  (await (await get(`/meldungen.geojson${query}`)).json()).features as {
    geometry: { coordinates: number[] }
    properties: Record<string, string | null>
  }[]

test('GeoJSON holds what is public, and no word of anybody', async () => {
  const response = await get('/meldungen.geojson')
  expect(response.headers.get('content-type')).toBe('application/geo+json')
  expect(response.headers.get('content-disposition')).toContain('meldungen.geojson')
  const text = await response.text()
  expect(text).not.toMatch(/Geheimnis|person|erika|SUM/)
  const { type, features: all } = JSON.parse(text)
  expect([type, all.length]).toEqual(['FeatureCollection', 3])
  expect(all[0]).toMatchObject({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [8.911, 50.126] },
    properties: {
      service_code: 'schlagloch',
      service_name: 'Schlagloch',
      status: 'open',
      district: 'Nord',
      agency_responsible: 'Tiefbauamt',
      requested_datetime: '2027-01-02T08:00:00Z',
      url: expect.stringMatching(/^http:\/\/teststadt.localhost:3000\/meldungen\/2027-/),
    },
  })
})

test('filters by year, category and box; what is no filter is not there', async () => {
  expect(await features('?jahr=2026')).toHaveLength(2)
  expect(await features('?jahr=2027')).toHaveLength(1)
  expect(await features('?kategorie=baum')).toHaveLength(1)
  expect(await features('?bbox=8.94,50.13,8.9402,50.1302')).toHaveLength(1)
  expect(await features('?jahr=2026&kategorie=schlagloch&bbox=8,50,9,51')).toHaveLength(1)
  for (const query of [
    'jahr=x',
    'jahr=99999',
    'kategorie=gibtsnicht',
    'bbox=1,2,3',
    'bbox=2,2,1,1',
    'bbox=a,b,c,d',
    'bbox=,,,',
  ])
    expect((await get(`/meldungen.csv?${query}`)).status, query).toBe(404)
  for (const name of ['../etc', 'meldungen.xlsx', 'objekte-gibtsnicht.geojson', 'constructor', '__proto__'])
    expect((await get(`/${name}`)).status, name).toBe(404)
})

test('CSV is read by machines and harmless to spreadsheets, packed where that is asked for', async () => {
  const response = await get('/meldungen.csv', { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8')
  expect(text.startsWith('\ufeffservice_request_id;')).toBe(true)
  const rows = parse(text, { bom: true, columns: true, delimiter: ';' }) as Record<string, string>[]
  expect(rows).toHaveLength(3)
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r-]/)
  expect(rows.map((r) => r.service_name).sort()).toEqual(['Schlagloch', 'Schlagloch', 'Umgestürzter Baum'])
  const categories = parse(await (await get('/kategorien.csv')).text(), {
    bom: true,
    columns: true,
    delimiter: ';',
  })
  expect(categories.length).toBe(3)
})

test('is not sent again while nothing has happened', async () => {
  const etag = (await get('/meldungen.csv')).headers.get('etag')!
  const again = () => get('/meldungen.csv', { headers: { 'if-none-match': etag } })
  expect((await again()).status).toBe(304)
  expect((await get('/meldungen.csv?jahr=2026', { headers: { 'if-none-match': etag } })).status).toBe(200)
  const number = (await features())[0]!.properties.service_request_id!
  await api.town.tx('system', async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    await reply(ctx, id, { body: 'Gesehen', visibility: 'public' })
  })
  await api.town.drain()
  expect((await again()).status).toBe(200)
})

test('the catalogue has what DCAT-AP.de demands of catalogue, data sets and distributions', async () => {
  const before = await (await get('/catalog.jsonld')).json()
  expect(JSON.stringify(before)).toContain('locn:geometry')
  await api.town.tx('system', (ctx) =>
    changeSetting(ctx, 'openData', {
      licence: 'dl-by',
      attribution: 'Stadt "Test"\\',
      contributor: 'http://dcat-ap.de/def/contributors/teststadt',
      ags: '06435014',
    }),
  )
  const response = await get('/catalog.jsonld')
  expect(response.headers.get('content-type')).toContain('application/ld+json')
  type Node = Record<string, never> & { '@id': string; '@type': string | string[] }
  const { '@context': context, '@graph': graph } = (await response.json()) as {
    '@context': unknown
    '@graph': Node[]
  }
  expect(context).toEqual(prefixes)
  const of = (type: string) => graph.filter((node) => [node['@type']].flat().includes(type))
  const known = new Set(graph.map((node) => node['@id']))
  const [catalogue] = of('dcat:Catalog')
  for (const property of ['dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset'])
    expect(catalogue, property).toHaveProperty([property])
  expect(of('foaf:Agent')[0]).toHaveProperty(['foaf:name'])
  const sets = of('dcat:Dataset')
  expect(sets.map((set) => set['@id'].split('#')[1])).toEqual(['meldungen', 'kategorien', 'kennzahlen'])
  for (const set of sets) {
    for (const property of [
      'dct:title',
      'dct:description',
      'dct:publisher',
      'dct:identifier',
      'dcatde:contributorID',
      'dcat:theme',
      'dcat:contactPoint',
      'dct:accrualPeriodicity',
      'dcat:distribution',
    ])
      expect(set, property).toHaveProperty([property])
    expect(set['dcatde:politicalGeocodingURI']).toEqual({
      '@id': 'http://dcat-ap.de/def/politicalGeocoding/municipalityKey/06435014',
    })
    for (const { '@id': id } of [set['dcat:distribution'] as unknown as { '@id': string }].flat())
      expect(known).toContain(id)
  }
  expect(sets[0]!['dct:temporal']).toMatchObject({
    'dcat:startDate': { '@value': '2026-11-23', '@type': 'xsd:date' },
  })
  const files = of('dcat:Distribution') as unknown as Record<string, { '@id': string }>[]
  expect(files.length).toBe(8)
  for (const file of files) {
    expect(file['dct:license']).toEqual({ '@id': 'http://dcat-ap.de/def/licenses/dl-by-de/2.0' })
    expect(file['dcatde:licenseAttributionByText']).toBe('Stadt "Test"\\')
    expect(file['dct:format']!['@id']).toMatch(
      /^http:\/\/publications.europa.eu\/resource\/authority\/file-type\/[A-Z]+$/,
    )
    // What it says can be fetched there can be.
    const path = new URL(file['dcat:downloadURL']!['@id']).pathname
    expect((await api.ask(path)).status, path).toBe(200)
  }
  const turtle = await (await get('/catalog.ttl')).text()
  expect(turtle).toContain('dcatde:licenseAttributionByText "Stadt \\"Test\\"\\\\"')
  // Every thing of the one form is in the other.
  for (const id of known) expect(turtle).toContain(`<${id}>`)
  expect(
    toTurtle([
      {
        iri: 'http://x/<a b>',
        types: ['dcat:Catalog'],
        properties: [['dct:title', { text: 'a\n"b', lang: 'de' }]],
      },
    ]),
  ).toContain('<http://x/%3Ca%20b%3E>\n  a dcat:Catalog ;\n  dct:title "a\\n\\"b"@de .')
})

test('many reports are streamed in pieces, none twice and none left out', async () => {
  await api.town.tx('system', async (ctx) => {
    const [one] = (
      await ctx.db
        .selectFrom('cases.case')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('public', '=', true)
        .execute()
    ).map((r) => r.id)
    const { sql } = await import('kysely')
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_schema = 'cases' and table_name = 'case'`.execute(ctx.db)
    const others = rows.map((r) => r.name).filter((n) => !['id', 'number', 'opened_at'].includes(n))
    const columns = sql.join(others.map((n) => sql.ref(n)))
    await sql`insert into cases."case" (id, number, opened_at, ${columns})
      select gen_random_uuid(), '2025-' || n, timestamptz '2025-01-01' + n * interval '1 second', ${columns}
      from cases."case" c, generate_series(1, 20000) n where c.tenant_id = ${ctx.tenant.id} and c.id = ${one}
      returning id`.execute(ctx.db)
  })
  const reader = (await get('/meldungen.geojson?jahr=2025')).body!.getReader()
  let largest = 0
  let lines = 0
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    largest = Math.max(largest, value.length)
    lines += decoder.decode(value, { stream: true }).split('"Feature"').length - 1
  }
  expect(lines).toBe(20_000)
  expect(largest).toBeLessThan(2_000_000)
})

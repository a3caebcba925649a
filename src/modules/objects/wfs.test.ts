import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { allowHeld, fetchStates } from './fetch-state.ts'
import { fetchLayers } from './fetching.ts'
import { countsByLayer, objectsOf } from './finding.ts'
import { changeLayer, createLayer, type LayerInput, managedLayer } from './managing.ts'
import {
  answerWith,
  type Behaviour,
  geoJson,
  gml,
  type MapServer,
  mapServer,
  type Thing,
} from './wfs.fixture.ts'
import { readAnswer } from './wfs-answer.ts'
import { usualLimits } from './wfs-request.ts'

const things = (n: number, from = 0): Thing[] =>
  Array.from({ length: n }, (_, i) => ({
    number: `L-${from + i + 1}`,
    lat: 50.12 + Math.floor((from + i) / 20) * 0.0002,
    lon: 8.92 + ((from + i) % 20) * 0.0002,
  }))
const all = things(120)

const input = (url: string): LayerInput => ({
  name: { de: 'Straßenlaternen', en: 'Street lights' },
  one: { de: 'Straßenlaterne', en: 'Street light' },
  icon: 'star',
  colour: 'yellow',
  source: 'wfs',
  public: true,
  active: true,
  categories: [],
  srs: 'EPSG:4326',
  numberFrom: 'mast_nr',
  nameFrom: '',
  shown: [{ from: 'leuchte', de: 'Leuchte', en: 'Lamp' }],
  wfs: { url, type: 'app:lampen', hours: 24 },
})

let town: TestTown
let server: MapServer
const code = 'strassenlaternen'
const limits = { ...usualLimits, page: 50, pageMs: 250, allMs: 4000, bytes: 200_000 }

beforeAll(async () => {
  server = await mapServer(geoJson(all))
  town = await testTown({ config: { innerTargets: [server.target] } })
  await town.tx('system', (ctx) => createLayer(ctx, input(server.url)))
})
afterAll(async () => {
  await town.close()
  await server.close()
})

/** Asks again, whatever the schedule says, and tells how that went. */
async function ask(behaviour?: Behaviour) {
  if (behaviour) server.behave(behaviour)
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('objects.fetch')
      .set({ next_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
  await fetchLayers(town.platform, limits)
  return town.tx('system', async (ctx) => {
    const state = (await fetchStates(ctx)).get(code)!
    const count = (await countsByLayer(ctx)).get(code)
    return { state: state.state, why: state.why, active: count?.active ?? 0, facts: state.facts }
  })
}

beforeEach(() => server.behave(geoJson(all)))

test('a layer is fetched page by page, and keeps only what it shows', async () => {
  expect(await ask()).toMatchObject({ state: 'good', active: 120, facts: { added: 120, turned: false } })
  expect(server.requests.map((asked) => asked.get('startIndex'))).toEqual(['0', '50', '100'])
  expect(server.requests[0]!.get('map')).toBe('town')
  const [first] = await town.tx('system', (ctx) => objectsOf(ctx, { layer: code }, 1))
  expect(first).toMatchObject({
    number: 'L-1',
    attributes: { leuchte: 'LED' },
    place: { lat: 50.12, lon: 8.92 },
  })
  // Whose godparent a lamp has is nobody's business here.
  expect(JSON.stringify(first)).not.toContain('Beispiel')
})

test('a server that speaks GML only is understood, whichever figure it says first', async () => {
  expect(await ask(gml(all))).toMatchObject({ state: 'good', active: 120, facts: { changed: 120, moved: 0 } })
  const [first] = await town.tx('system', (ctx) => objectsOf(ctx, { layer: code }, 1))
  expect(first).toMatchObject({ attributes: { leuchte: 'Natrium & Co' }, place: { lat: 50.12, lon: 8.92 } })
  const turned = geoJson(all.map(({ number, lat, lon }) => ({ number, lat: lon, lon: lat })))
  expect(await ask(turned)).toMatchObject({ state: 'good', active: 120, facts: { turned: true, moved: 0 } })
})

const half = JSON.stringify({ type: 'FeatureCollection', features: [] }).slice(0, 30)
const far = all.map((one) => ({ ...one, lat: one.lat + 3 }))
const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><wfs:FeatureCollection xmlns:wfs="w">&c;</wfs:FeatureCollection>`
const lies: [string, Behaviour, string, string][] = [
  ['answers with a web page', answerWith('text/html', '<html>Wartung</html>'), 'failed', 'html'],
  ['calls a web page XML', answerWith('text/xml', '<!DOCTYPE html><html></html>'), 'failed', 'html'],
  ['sends half a file', answerWith('application/json', half), 'failed', 'broken'],
  ['sends half of XML', answerWith('text/xml', '<wfs:FeatureCollection><wfs:member>'), 'failed', 'broken'],
  ['sends entities that explode', answerWith('text/xml', bomb), 'failed', 'not_wfs'],
  ['sends something else', answerWith('application/json', '[1,2]'), 'failed', 'not_wfs'],
  ['fails', (_a, answer) => answer.writeHead(503).end(), 'failed', 'status'],
  ['is gone', (_a, answer) => answer.destroy(), 'failed', 'unreachable'],
  ['never answers', () => {}, 'failed', 'timeout'],
  [
    'sends more than anybody wants',
    answerWith('application/json', ' '.repeat(300_000)),
    'failed',
    'too_large',
  ],
  ['says that nothing is there', geoJson([]), 'held', 'empty'],
  ['has lost most of it', geoJson(all.slice(0, 60)), 'held', 'shrunk'],
  ['has moved everything', geoJson(all.map((o) => ({ ...o, lat: o.lat + 0.01 }))), 'held', 'moved'],
  ['is about another town', geoJson(far), 'held', 'elsewhere'],
  ['has lost the numbers', geoJson(all.map((o) => ({ ...o, number: '' }))), 'held', 'unnumbered'],
  ['gives one number to all', geoJson(all.map((o) => ({ ...o, number: 'L-1' }))), 'held', 'doubled'],
  [
    'turns no page',
    (_asked, answer) => geoJson(things(5000))(new URLSearchParams('startIndex=0&count=50'), answer),
    'failed',
    'repeats',
  ],
  [
    'counts more than it has',
    (asked, answer) =>
      Number(asked.get('startIndex')) < 50
        ? geoJson(things(5000))(asked, answer)
        : geoJson([])(asked, answer),
    'held',
    'shrunk',
  ],
]

test.each(lies)('a server that %s changes nothing', async (_what, behaviour, state, why) => {
  const asked = await ask(behaviour)
  expect([asked.state, asked.why, asked.active]).toEqual([state, why, 120])
})

test('pages without end end', async () => {
  let n = 0
  const endless: Behaviour = (_asked, answer) => {
    const features = things(50, n).map(({ number, lat, lon }) => ({
      type: 'Feature',
      id: number,
      properties: {},
      geometry: { type: 'Point', coordinates: [lon, lat] },
    }))
    n += 50
    answer
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ type: 'FeatureCollection', features }))
  }
  server.behave(endless)
  await town.tx('system', (ctx) =>
    ctx.db
      .updateTable('objects.fetch')
      .set({ next_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )
  await fetchLayers(town.platform, { ...limits, features: 1000 })
  const state = await town.tx('system', async (ctx) => (await fetchStates(ctx)).get(code)!)
  expect([state.state, state.why]).toEqual(['failed', 'too_many'])
  // The first failure is followed by another try soon, the next ones by fewer.
  expect(state.nextAt.getTime()).toBeGreaterThan(town.clock.now().getTime())
})

test('a person may say yes to an answer that is true after all, and to no other', async () => {
  const rest = geoJson(all.slice(0, 60))
  expect(await ask(rest)).toMatchObject({ state: 'held', why: 'shrunk', facts: { vanished: 60 } })
  await expect(town.tx('system', (ctx) => allowHeld(ctx, code, 'empty'))).rejects.toThrow()
  await town.tx('system', (ctx) => allowHeld(ctx, code, 'shrunk'))
  // Meanwhile it got worse: that is not what was allowed.
  expect(await ask(geoJson(all.slice(0, 10)))).toMatchObject({ state: 'held', active: 120 })
  await ask(rest)
  await town.tx('system', (ctx) => allowHeld(ctx, code, 'shrunk'))
  expect(await ask(rest)).toMatchObject({ state: 'good', active: 60, facts: { vanished: 60 } })
  // What comes back is what it was, sticker and all.
  const code121 = await town.tx('system', (ctx) =>
    objectsOf(ctx, { layer: code, text: 'L-100', inactive: true }, 1),
  )
  expect(code121[0]).toMatchObject({ active: false })
  expect(await ask(geoJson(all))).toMatchObject({ state: 'good', active: 120 })
  const again = await town.tx('system', (ctx) => objectsOf(ctx, { layer: code, text: 'L-100' }, 1))
  expect(again[0]).toMatchObject({ active: true, code: code121[0]!.code, id: code121[0]!.id })
})

test('settings that changed while the server was asked count, not its answer', async () => {
  const { version, ...before } = await town.tx('system', (ctx) => managedLayer(ctx, code))
  let changing: Promise<void> | undefined
  server.behave((asked, answer) => {
    changing ??= town.tx('system', (ctx) =>
      changeLayer(ctx, code, { ...input(server.url), shown: [] }, version),
    )
    void changing.then(() => geoJson(things(121))(asked, answer))
  })
  const after = await ask()
  expect(before.shown).toHaveLength(1)
  // The first answer was thrown away; the second one, to the new question, has no attributes.
  expect(after).toMatchObject({ state: 'good', active: 121 })
  const [one] = await town.tx('system', (ctx) => objectsOf(ctx, { layer: code, text: 'L-121' }, 1))
  expect(one!.attributes).toEqual({})
})

test('inner addresses and plain http are out of reach unless they were opened', async () => {
  for (const url of [
    'http://127.0.0.1:1/wfs',
    'http://10.0.0.1/wfs',
    'file:///etc/passwd',
    'https://user:word@maps.example/',
  ])
    await expect(town.tx('system', (ctx) => createLayer(ctx, input(url)))).rejects.toMatchObject({
      code: 'objects.wfs',
    })
  const other = await town.tx('system', (ctx) =>
    createLayer(ctx, { ...input('https://10.0.0.1/wfs'), name: { de: 'Innen', en: '' } }),
  )
  await fetchLayers(town.platform, limits)
  const state = await town.tx('system', async (ctx) => (await fetchStates(ctx)).get(other)!)
  expect([state.state, state.why]).toEqual(['failed', 'not_public'])
})

test('an outline of half a million points is read like any other, and XML without end of depth is none', () => {
  const points = '50.12 8.92 '.repeat(250_000)
  const member = `<member><app:park gml:id="p"><app:nummer>P-1</app:nummer><app:ort><gml:LineString><gml:posList>${points}</gml:posList></gml:LineString></app:ort></app:park></member>`
  const read = readAnswer(`<wfs:FeatureCollection numberMatched="1">${member}</wfs:FeatureCollection>`)
  expect(read).toMatchObject({ features: [{ properties: { nummer: 'P-1' } }] })
  expect('features' in read && read.features[0]!.at!.map((n) => n.toFixed(2))).toEqual(['50.12', '8.92'])
  const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`
  expect(readAnswer(`<wfs:FeatureCollection>${deep}</wfs:FeatureCollection>`)).not.toHaveProperty(
    'features.0',
  )
  expect(readAnswer(`{"type":"FeatureCollection","features":${'['.repeat(100_000)}`)).toEqual({
    why: 'broken',
  })
})

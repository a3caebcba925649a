import { afterAll, beforeAll, expect, test } from 'vitest'
import { objectsOf } from '#modules/objects/index.ts'
import { submit } from '#modules/reports/index.ts'
import { newId } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../../test/helpers.ts'
import type { PageClient } from '../../../../test/page-client.ts'
import { deskOf } from '../../workspace.fixture.ts'

let town: TestTown
let admin: PageClient
let clerk: PageClient
let gardener: PageClient

beforeAll(async () => {
  town = await testTown()
  const desk = deskOf(town)
  await desk.passwords()
  admin = await desk.signedIn('admin')
  clerk = await desk.signedIn('clerk')
  gardener = await desk.signedIn('gardener')
})
afterAll(() => town?.close())

const fields = {
  name: 'Straßenlaternen <b>',
  eines: 'Laterne',
  farbe: 'yellow',
  kategorie: ['schlagloch', 'gibt-es-nicht'],
  oeffentlich: 'ja',
  aktiv: 'ja',
  quelle: 'import',
  system: 'EPSG:4326',
  stunden: '24',
  attribute: 'leuchte = Leuchte = Lamp',
}
const base = '/verwaltung/objekte/strassenlaternen-b'
const text = async (answer: Promise<Response>) => (await answer).text()
const file = (words: string, name = 'laternen.csv') => new File([words], name, { type: 'text/csv' })
const csv = 'nummer;lat;lon;leuchte\r\nL-1;50,128;8,928;LED\r\nL-2;50,1281;8,9283;Gas'

test('a layer is made with its faults told, and shows what it is', async () => {
  expect((await clerk.get('/verwaltung/objekte')).status).toBe(403)
  expect((await clerk.post('/verwaltung/objekte/neu', fields)).status).toBe(403)
  const wrong = await admin.post('/verwaltung/objekte/neu', {
    ...fields,
    name: '',
    stunden: '0',
    quelle: 'wfs',
    adresse: 'http://10.0.0.1/wfs',
    typ: 'a b',
  })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('href="#name"')
  for (const [adresse, says] of [
    ['http://maps.example/wfs', 'Die Adresse muss mit https:// beginnen.'],
    ['javascript:alert(1)', 'Das ist keine Adresse eines Kartendienstes.'],
  ] as const) {
    const refused = await admin.post('/verwaltung/objekte/neu', {
      ...fields,
      quelle: 'wfs',
      adresse,
      typ: 'x',
    })
    expect([refused.status, (await refused.text()).includes(says)]).toEqual([422, true])
  }
  const made = await admin.post('/verwaltung/objekte/neu', fields)
  expect(made.headers.get('location')).toBe(`${base}?getan=neu`)
  const html = await text(admin.get(base))
  expect(html).toContain('Straßenlaternen &lt;b>')
  // The same page sent twice, as by another person: the second learns that it is late.
  expect((await admin.post(`${base}/bearbeiten`, { ...fields, version: '1' })).status).toBe(303)
  expect((await admin.post(`${base}/bearbeiten`, { ...fields, version: '1' })).status).toBe(409)
})

test('a file is tried, then taken over; mistakes stand by their line', async () => {
  const tried = await text(admin.post(`${base}/einlesen`, { datei: file(csv), aktion: 'pruefen' }))
  expect(tried).toContain('Die Datei ist in Ordnung.')
  expect(await town.tx('system', (ctx) => objectsOf(ctx))).toEqual([])
  const bad = await admin.post(`${base}/einlesen`, {
    datei: file(`${csv}\r\nL-2;50,12;8,93;`),
    aktion: 'einlesen',
  })
  expect(bad.status).toBe(422)
  expect(await bad.text()).toContain('steht schon in Zeile 3')
  expect((await admin.post(`${base}/einlesen`, { aktion: 'einlesen' })).status).toBe(422)
  expect((await clerk.post(`${base}/einlesen`, { text: csv, aktion: 'einlesen' })).status).toBe(403)
  // With the very text that was tried, as the page sends it back.
  const done = await admin.post(`${base}/einlesen`, { text: csv, aktion: 'einlesen' })
  expect(done.headers.get('location')).toBe(`${base}?getan=eingelesen`)
  expect(await town.tx('system', (ctx) => objectsOf(ctx))).toHaveLength(2)
  const less = csv.split('\r\n').slice(0, 2).join('\r\n')
  expect(await text(admin.post(`${base}/einlesen`, { datei: file(less), aktion: 'pruefen' }))).toContain(
    'gälte als nicht mehr im Bestand',
  )
})

test('stickers are a PDF of what was chosen, or of all', async () => {
  const [lamp] = await town.tx('system', (ctx) => objectsOf(ctx))
  for (const query of [`objekt=${lamp!.id}`, 'alle=1&q=L-']) {
    const pdf = await admin.get(`${base}/aufkleber.pdf?${query}`)
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  }
  expect((await admin.get(`${base}/aufkleber.pdf?objekt=${newId()}`)).status).toBe(422)
  expect((await clerk.get(`${base}/aufkleber.pdf?alle=1`)).status).toBe(403)
})

test('whoever works a case sees what it is about and how often; what recurs is one page', async () => {
  const [lamp] = await town.tx('system', (ctx) => objectsOf(ctx))
  const send = (more: object) =>
    town.tx('system', (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text: 'Schon wieder',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
        ...more,
      }),
    )
  const first = await send({ objectId: lamp!.id })
  await send({ objectId: lamp!.id })
  const html = await text(clerk.get(`/vorgaenge/${first.number}`))
  expect(html).toContain(`/o/${lamp!.code}`)
  expect(html).toContain('2 Meldungen in 12 Monaten')
  expect(html).toContain('Leuchte: LED')
  // Three more beside it, of which nobody named the lamp.
  for (let i = 0; i < 3; i++) await send({ place: { lat: 50.1311, lon: 8.9411 } })
  const page = await text(clerk.get('/wiederkehrend?kategorie=schlagloch'))
  expect(page).toContain('Laterne L-1')
  expect(page).toMatch(/>3<\/td>/)
  // Of another department’s cases nobody counts what is not public; of one’s own unit’s nothing there.
  const parks = await text(clerk.get(`/wiederkehrend?einheit=${town.ids.parks}`))
  expect(parks).not.toContain('Laterne L-1')
  expect(await text(gardener.get('/wiederkehrend'))).toContain(
    'Zu keinem Objekt gab es mehr als einen Vorgang.',
  )
  expect((await admin.get('/verwaltung/kategorien/schlagloch')).status).toBe(200)
})

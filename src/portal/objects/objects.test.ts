import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { restrictCase } from '#modules/cases/index.ts'
import {
  createLayer,
  importObjects,
  type LayerInput,
  objectsOf,
  type TownObject,
} from '#modules/objects/index.ts'
import { casesAtObject, objectOfReport, timesAtObject } from '#modules/reports/index.ts'
import { changeReference } from '#platform/context/memory.ts'
import { newId } from '#platform/ids.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { picture, report } from '../portal.fixture.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
let lamps: TownObject[]
let hydrant: TownObject

const layer = (more: Partial<LayerInput>): LayerInput => ({
  name: { de: 'Laternen', en: 'Lights' },
  one: { de: 'Laterne', en: 'Light' },
  icon: 'pin',
  colour: 'yellow',
  source: 'import',
  public: true,
  active: true,
  categories: ['schlagloch'],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: [],
  wfs: { url: '', type: '', hours: 24 },
  ...more,
})

beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
  await town.tx('system', (ctx) => createLayer(ctx, layer({})))
  await town.tx('system', (ctx) =>
    createLayer(
      ctx,
      layer({ name: { de: 'Hydranten', en: '' }, one: { de: 'Hydrant', en: '' }, public: false }),
    ),
  )
  const file =
    'nummer;name;lat;lon\nL-1;;50.1280;8.9280\nL-2;"<b>""Zoë\'s"" Ecke";50.1281;8.9283\nL-3;;50.1300;8.9301'
  await town.tx('system', (ctx) => importObjects(ctx, 'laternen', file))
  await town.tx('system', (ctx) => importObjects(ctx, 'hydranten', 'nummer;lat;lon\nH-1;50.128;8.928'))
  lamps = await town.tx('system', (ctx) => objectsOf(ctx, { layer: 'laternen' }))
  hydrant = (await town.tx('system', (ctx) => objectsOf(ctx, { layer: 'hydranten' })))[0]!
})
afterAll(() => town?.close())

const visitor = (host?: string) => new PageClient(app, host)
const location = (answer: Response) => answer.headers.get('location')
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
const text = async (answer: Promise<Response>) => (await answer).text()
const send = async (person: PageClient, html: string) =>
  person.post('/melden/pruefen', { entwurf: hidden(html, 'entwurf')!, stand: hidden(html, 'stand')! })
const newest = () =>
  town.tx('system', async (ctx) => {
    const row = await ctx.db
      .selectFrom('cases.case')
      .select(['id', 'lat', 'lon', 'type'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return { ...row, object: await objectOfReport(ctx, row.id) }
  })
const requireLamp = (code: string | null) =>
  town.tx('system', async (ctx) => {
    await changeReference(ctx)
    await ctx.db
      .updateTable('reports.category')
      .set({ required_layer: code })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('code', '=', 'schlagloch')
      .execute()
  })

describe('the sticker', () => {
  test('leads to the object’s page, however its code is typed, and to nobody else’s', async () => {
    const [lamp] = lamps
    const person = visitor()
    const html = await text(person.get(`/o/${lamp!.code}`))
    expect(html).toContain('Laterne L-1')
    expect(html).toContain('Hauptstraße 12')
    expect((await person.get(`/o/${lamp!.code.toUpperCase()}`)).status).toBe(301)
    const typed = await person.get(`/objekte?code=${lamp!.code.slice(0, 4)}-${lamp!.code.slice(4)}`)
    expect(location(typed)).toBe(`/o/${lamp!.code}`)
    expect(await text(person.get('/objekte?code=zzzz'))).toContain('gibt es kein Objekt')
    const forged = [
      '/o/00000000',
      '/o/x',
      `/o/${hydrant.code}`,
      `/karte/objekte/${hydrant.code}`,
      '/objekte/hydranten',
      '/objekte/nix',
    ]
    for (const path of forged) expect([path, (await person.get(path)).status]).toEqual([path, 404])
    expect((await visitor('anderstadt.localhost:3000').get(`/o/${lamp!.code}`)).status).toBe(404)
    // What the source calls it is words, not markup.
    const named = await text(person.get(`/o/${lamps[1]!.code}`))
    expect(named).toContain('&lt;b>')
    expect(named).not.toContain('<b>"')
  })

  test('four taps send a report: place, number and category are filled in', async () => {
    const [lamp] = lamps
    const person = visitor()
    await person.get(`/o/${lamp!.code}`)
    // One: "report", with a photo. There is but one category, so nothing is to be chosen.
    const form = new FormData()
    form.set('kategorie', 'schlagloch')
    form.set('fotos', new File([new Uint8Array(await picture())], 'bild.jpg', { type: 'image/jpeg' }))
    const begun = await person.post(`/o/${lamp!.code}/meldung`, form)
    expect(location(begun)).toBe('/melden/beschreibung')
    const asked = await person.post('/melden/beschreibung', { text: 'Sie brennt nicht mehr.' })
    expect(location(asked)).toBe('/melden/fragen')
    await person.post('/melden/fragen', { 'f-tiefe': 'tief' })
    const review = await person.follow(await person.post('/melden/kontakt', {}))
    expect(review.path).toBe('/melden/pruefen')
    expect(review.html).toContain('Laterne L-1')
    expect(location(await send(person, review.html))).toBe('/melden/fertig')
    expect(await newest()).toMatchObject({
      lat: 50.128,
      lon: 8.928,
      type: 'schlagloch',
      object: { number: 'L-1' },
    })
    const page = await text(visitor().get(`/o/${lamp!.code}`))
    expect(page).toContain('Sie brennt nicht mehr.')
    expect(page).toContain('Offene Meldungen (1)')
  })

  test('what was begun before gives way only after it was said', async () => {
    const person = visitor()
    await person.post('/melden', { aktion: 'ohne' })
    await person.post('/melden/ort', { koordinaten: `${somewhere.lat}, ${somewhere.lon}` })
    expect(await text(person.get(`/o/${lamps[0]!.code}`))).not.toContain('verworfen')
    await person.post(`/o/${lamps[0]!.code}/meldung`, { kategorie: 'schlagloch' })
    await person.post('/melden/beschreibung', { text: 'Halb fertig' })
    expect(await text(person.get(`/o/${lamps[2]!.code}`))).toContain('wird die andere verworfen')
    await person.post(`/o/${lamps[2]!.code}/meldung`, { kategorie: 'schlagloch' })
    expect(await text(person.get('/melden/beschreibung'))).not.toContain('Halb fertig')
  })

  test('without a category, or with a forged one, the page asks again', async () => {
    const person = visitor()
    for (const kategorie of ['', 'ufo', 'person']) {
      const answer = await person.post(`/o/${lamps[0]!.code}/meldung`, { kategorie })
      expect([answer.status, (await answer.text()).includes('Bitte wählen Sie, was los ist.')]).toEqual([
        422,
        true,
      ])
    }
    expect((await person.post(`/o/${hydrant.code}/meldung`, { kategorie: 'schlagloch' })).status).toBe(404)
  })
})

describe('the report form', () => {
  const begin = async (person: PageClient, place = `${somewhere.lat}, ${somewhere.lon}`) => {
    await person.post('/melden', { aktion: 'ohne' })
    await person.post('/melden/ort', { koordinaten: place })
    return text(person.get('/melden/ort'))
  }
  const taken = (html: string) => {
    const [lat, lon] = [hidden(html, 'lat')!, hidden(html, 'lon')!]
    return { lat, lon, von: 'map', gesehen: `${lat},${lon}` }
  }

  test('offers what stands near the place, nearest first; choosing one moves the place to it', async () => {
    const person = visitor()
    const html = await begin(person, '50.12808, 8.92829')
    expect([...html.matchAll(/name="objekt" value(?:="([^"]*)")?/g)].map((m) => m[1] ?? '')).toEqual([
      lamps[1]!.id,
      lamps[0]!.id,
      '',
    ])
    expect(html).not.toContain(hydrant.id)
    const answer = await person.post('/melden/ort', { ...taken(html), objekt: lamps[1]!.id })
    expect(location(answer)).toBe('/melden/beschreibung')
    expect(await text(person.get('/melden/ort'))).toContain('50.1281')
    // Forged: of another layer that only staff see, of nobody.
    for (const objekt of [hydrant.id, newId()]) {
      const refused = await person.post('/melden/ort', { ...taken(html), objekt })
      expect(refused.status).toBe(422)
    }
    const fragment = await person.get('/melden/ort/objekte?lat=50.13&lon=8.9301')
    expect(await fragment.text()).toContain(lamps[2]!.id)
    expect(await text(person.get('/melden/ort/objekte?lat=50.11&lon=8.90'))).toBe('')
    // Elsewhere is no lamp any more.
    await person.post('/melden/ort', { lat: '50.1220', lon: '8.9400', von: 'map', gesehen: '50.122,8.94' })
    await person.post('/melden/beschreibung', { text: 'Tiefes Loch' })
    await person.post('/melden/kategorie', { kategorie: 'schlagloch' })
    await person.post('/melden/fragen', { 'f-tiefe': 'tief' })
    const review = await person.follow(await person.post('/melden/kontakt', {}))
    expect(review.html).not.toContain('Laterne L-2')
    await send(person, review.html)
    expect((await newest()).object).toBeNull()
  })

  test('a category may ask which one it is, and not knowing is an answer', async () => {
    await requireLamp('laternen')
    const ask = async () => {
      const person = visitor()
      await person.post('/melden/ort', taken(await begin(person)))
      await person.post('/melden/beschreibung', { text: 'Die Laterne ist dunkel' })
      const asked = await person.post('/melden/kategorie', { kategorie: 'schlagloch' })
      expect(location(asked)).toBe('/melden/objekt')
      return person
    }
    const person = await ask()
    const html = await text(person.get('/melden/objekt'))
    expect([...html.matchAll(/name="objekt" value(?:="([^"]*)")?/g)].map((m) => m[1] ?? '')).toEqual([
      lamps[0]!.id,
      lamps[1]!.id,
      'fehlt',
    ])
    // Nobody gets past the question.
    expect(location(await person.get('/melden/pruefen'))).toBe('/melden/objekt')
    expect((await person.post('/melden/objekt', {})).status).toBe(422)
    expect((await person.post('/melden/objekt', { objekt: hydrant.id })).status).toBe(422)
    const unknown = await person.post('/melden/objekt', { nummer: 'Q-99' })
    expect([unknown.status, (await unknown.text()).includes('Q-99')]).toEqual([422, true])
    // By the number on the post, also where it stands further off.
    expect(location(await person.post('/melden/objekt', { nummer: 'l 0003' }))).toBe('/melden/fragen')
    await person.post('/melden/fragen', { 'f-tiefe': 'tief' })
    const review = await person.follow(await person.post('/melden/kontakt', {}))
    await send(person, review.html)
    expect(await newest()).toMatchObject({ lat: 50.13, object: { number: 'L-3' } })

    const other = await ask()
    expect(location(await other.post('/melden/objekt', { objekt: 'fehlt', nummer: 'Q-99' }))).toBe(
      '/melden/fragen',
    )
    await other.post('/melden/fragen', { 'f-tiefe': 'tief' })
    const seen = await other.follow(await other.post('/melden/kontakt', {}))
    expect(seen.html).toContain('Nummer am Objekt: Q-99')
    await send(other, seen.html)
    const sent = await newest()
    expect(sent.object).toBeNull()
    const { body } = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.message')
        .select('body')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', sent.id)
        .executeTakeFirstOrThrow(),
    )
    expect(body).toBe('Die Laterne ist dunkel\n\nNummer am Objekt: Q-99')
    // A layer that is gone asks nothing.
    await requireLamp('gibt-es-nicht')
    const third = visitor()
    await third.post('/melden/ort', taken(await begin(third)))
    await third.post('/melden/beschreibung', { text: 'Loch' })
    expect(location(await third.post('/melden/kategorie', { kategorie: 'schlagloch' }))).toBe(
      '/melden/fragen',
    )
    await requireLamp(null)
  })
})

describe('what is public of an object', () => {
  test('restricted and internal reports are in no list and no count; staff see how often', async () => {
    const [, , lamp] = lamps
    const before = await text(visitor().get(`/karte/objekte/${lamp!.code}`))
    expect(before).toContain('1 Meldung, davon offen: 1')
    const hiddenOne = await report(town, { objectId: lamp!.id, text: 'Quittenkompott' })
    await town.tx(await town.staff(town.ids.clerk), (ctx) =>
      restrictCase(ctx, hiddenOne.id, {
        reason: 'personnel',
        named: { accounts: [town.ids.clerk], unit: null },
      }),
    )
    await report(town, { objectId: lamp!.id, category: 'person', text: 'Quittengelee' })
    for (const path of [
      `/o/${lamp!.code}`,
      `/karte/objekte/${lamp!.code}`,
      `/meldungen?objekt=${lamp!.code}`,
    ]) {
      const html = await text(visitor().get(path))
      expect([path, /Quitten/.test(html)]).toEqual([path, false])
    }
    expect(await text(visitor().get(`/meldungen?objekt=${lamp!.code}`))).toContain('1 Meldung')
    expect(await text(visitor().get(`/karte/objekte/${lamp!.code}`))).toBe(before)
    for (const who of ['clerk', 'worker'] as const) {
      const staff = await town.staff(town.ids[who])
      const [cases, times] = await town.tx(staff, async (ctx) => [
        await casesAtObject(ctx, lamp!.id),
        await timesAtObject(ctx, lamp!.id),
      ])
      expect([who, cases.some((c) => c.id === hiddenOne.id)]).toEqual([who, false])
      expect(times).toBe(cases.length)
    }
    await expect(report(town, { objectId: newId() })).rejects.toMatchObject({ code: 'report.object_unknown' })
    const foreign = report(town, { objectId: lamp!.id }, town.other.tenant)
    await expect(foreign).rejects.toMatchObject({ code: 'report.object_unknown' })
  })

  test('the map gets the objects of a box and of public layers, and nothing for the world', async () => {
    const ask = async (query: string) => {
      const answer = await visitor().get(`/karte/objekte.json?${query}`, { accept: 'application/json' })
      return answer.status === 200
        ? ((await answer.json()) as { features: { properties: { number: string } }[] }).features.map(
            (f) => f.properties.number,
          )
        : answer.status
    }
    const box = 'bbox=8.927,50.127,8.931,50.131'
    expect(await ask(`${box}&ebene=laternen&ebene=hydranten`)).toEqual(['L-1', 'L-2', 'L-3'])
    expect(await ask(box)).toEqual([])
    expect(await ask('bbox=-180,-85,180,85&ebene=laternen')).toEqual([])
    expect(await ask('bbox=x&ebene=laternen')).toBe(422)
    const map = await text(visitor().get('/karte?ebene=laternen&ebene=hydranten&ebene=quark'))
    expect(map).toContain('data-objects="/karte/objekte.json?ebene=laternen"')
    expect(map).toContain('href="/objekte/laternen"')
    const list = await text(visitor().get('/objekte/laternen?nahe=Gartenweg+3'))
    expect(list.indexOf('L-3')).toBeGreaterThan(0)
    expect(await text(visitor().get('/objekte/laternen?q=l+002'))).toContain(lamps[1]!.code)
  })
})

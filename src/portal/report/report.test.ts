import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawn, onebitPng, phoneExif } from '#platform/images/photos.fixture.ts'
import { onStateRoad, outside, somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

let town: TestTown
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town?.close())

/** Somewhere on the main street, as a phone writes it. */
const inTown = phoneExif('50/1 7/1 4080/100', '8/1 55/1 4080/100')
const elsewhere = phoneExif('48/1 8/1 0/1', '11/1 34/1 0/1')

async function photo(exif: object | null = inTown, name = 'IMG_1.jpg', colour = 1): Promise<File> {
  const picture = drawn(120 + colour, 80).jpeg()
  const bytes = exif ? await picture.withExif(exif as never).toBuffer() : await picture.toBuffer()
  return new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
}

const visitor = () => new PageClient(app)
const location = (response: Response) => response.headers.get('location')
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
const count = async (table: 'cases.case' | 'reports.draft') =>
  town.tx('system', async (ctx) =>
    Number(
      (
        await ctx.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('n'))
          .where('tenant_id', '=', ctx.tenant.id)
          .executeTakeFirstOrThrow()
      ).n,
    ),
  )

/** As far as the review page, without a photo. */
async function toReview(
  person: PageClient,
  given: { text?: string; place?: string; category?: string } = {},
) {
  await person.post('/melden', { aktion: 'ohne' })
  await person.post('/melden/ort', { koordinaten: given.place ?? `${somewhere.lat}, ${somewhere.lon}` })
  const place = await (await person.get('/melden/ort')).text()
  const lat = hidden(place, 'lat')!
  const lon = hidden(place, 'lon')!
  await person.post('/melden/ort', { lat, lon, von: 'map', gesehen: `${lat},${lon}` })
  await person.post('/melden/beschreibung', { text: given.text ?? 'Tiefes Loch in der Fahrbahn' })
  await person.post('/melden/kategorie', { kategorie: given.category ?? 'schlagloch' })
  await person.post('/melden/fragen', { 'f-tiefe': 'tief' })
  return person.follow(await person.post('/melden/kontakt', {}))
}

const sending = (html: string) => ({ entwurf: hidden(html, 'entwurf')!, stand: hidden(html, 'stand')! })

it('a link may choose the category, which is then asked for with the answer filled in', async () => {
  const person = visitor()
  const start = await (await person.get('/melden?kategorie=schlagloch')).text()
  expect(hidden(start, 'kategorie')).toBe('schlagloch')
  expect(hidden(await (await person.get('/melden?kategorie=%22%3E')).text(), 'kategorie')).toBeUndefined()
  await person.post('/melden', { aktion: 'ohne', kategorie: 'schlagloch' })
  await person.post('/melden/ort', { koordinaten: `${somewhere.lat}, ${somewhere.lon}` })
  const place = await (await person.get('/melden/ort')).text()
  const [lat, lon] = [hidden(place, 'lat')!, hidden(place, 'lon')!]
  await person.post('/melden/ort', { lat, lon, von: 'map', gesehen: `${lat},${lon}` })
  const kind = await person.follow(await person.post('/melden/beschreibung', { text: 'Etwas ist kaputt' }))
  expect(kind.path).toBe('/melden/kategorie')
  expect(kind.html).toMatch(/<input(?=[^>]*value="schlagloch")(?=[^>]*\schecked)/)
})

describe('a report with a geotagged photo', () => {
  it('goes from page to page to a receipt, and the case is there', async () => {
    const person = visitor()
    expect((await person.get('/melden')).headers.getSetCookie()).toEqual([])
    const begun = await person.post('/melden', { fotos: await photo() })
    expect(begun.headers.getSetCookie().join()).toMatch(/entwurf=.*HttpOnly.*SameSite=Lax/)
    const photos = await person.follow(begun)
    expect(photos.path).toBe('/melden/fotos')
    expect(photos.html).toContain('Schritt 1 von 6: Fotos')
    const thumb = /src="(\/fotos\/[0-9a-f-]+\/klein)"/.exec(photos.html)![1]!

    const place = await person.follow(await person.post('/melden/fotos', { aktion: 'weiter' }))
    expect(place.path).toBe('/melden/ort')
    expect(place.html).toContain(
      'Das Foto wurde hier aufgenommen: Hauptstraße 12, 63450 Teststadt. Stimmt das?',
    )
    expect(place.html).toContain('Aufgenommen am Freitag, 1. Mai 2026, 14:03')
    expect(place.html).toContain('<svg')
    const [lat, lon] = [hidden(place.html, 'lat')!, hidden(place.html, 'lon')!]

    const text = await person.follow(
      await person.post('/melden/ort', {
        lat,
        lon,
        von: 'photo',
        gesehen: hidden(place.html, 'gesehen')!,
        aktion: 'weiter',
      }),
    )
    expect(text.path).toBe('/melden/beschreibung')
    const kind = await person.follow(
      await person.post('/melden/beschreibung', { text: 'Großes Schlagloch 🕳️ bei Łukasz' }),
    )
    expect(kind.path).toBe('/melden/kategorie')
    expect(kind.html).toMatch(/Passt eine davon\?[\s\S]*value="schlagloch"/)

    const questions = await person.follow(await person.post('/melden/kategorie', { kategorie: 'schlagloch' }))
    expect(questions.path).toBe('/melden/fragen')
    const wrong = await (await person.post('/melden/fragen', { 'f-tiefe': 'sehr' })).text()
    expect(wrong).toContain('Wie tief? – Bitte wählen Sie eine der angebotenen Antworten.')
    const contact = await person.follow(await person.post('/melden/fragen', { 'f-tiefe': 'tief' }))
    expect(contact.path).toBe('/melden/kontakt')
    const review = await person.follow(
      await person.post('/melden/kontakt', {
        name: 'Żaneta Łukasiewicz',
        email: 'z@beispiel.de',
        telefon: '',
      }),
    )
    expect(review.path).toBe('/melden/pruefen')
    for (const words of [
      'Großes Schlagloch 🕳️ bei Łukasz',
      'Hauptstraße 12',
      'Żaneta Łukasiewicz',
      'Tiefbauamt',
      'Voraussichtlich erledigt bis',
      'tief',
    ])
      expect(review.html).toContain(words)

    const sent = await person.post('/melden/pruefen', sending(review.html))
    expect([sent.status, location(sent)]).toEqual([303, '/melden/fertig'])
    expect(sent.headers.getSetCookie().join()).toContain('gesendet=1')
    const receipt = await person.follow(sent)
    expect(receipt.html).toMatch(/Ihre Nummer<\/span><strong>2026-\d+/)
    expect(receipt.html).toMatch(/http:\/\/teststadt\.localhost:3000\/status\/[\w-]{22}/)
    expect(receipt.html).toContain('voraussichtlich bis')
    expect((await person.get(thumb)).status).toBe(200)

    const row = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('cases.case as c')
        .innerJoin('reports.report as r', (join) =>
          join.onRef('r.case_id', '=', 'c.id').onRef('r.tenant_id', '=', 'c.tenant_id'),
        )
        .select(['c.lat', 'c.address', 'r.placed_by', 'r.answers'])
        .where('c.tenant_id', '=', ctx.tenant.id)
        .where('c.number', '=', /2026-\d+/.exec(receipt.html)![0])
        .executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({
      placed_by: 'photo',
      answers: { tiefe: 'tief' },
      address: 'Hauptstraße 12, 63450 Teststadt',
    })
    expect(row.lat).toBeCloseTo(50.128, 4)
  })
})

describe('photos', () => {
  it('are refused one by one, each with its sentence, and the good ones stay', async () => {
    const person = visitor()
    const zip = new File(['PK\x03\x04 and so on'], 'urlaub.jpg')
    const svg = new File(
      ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
      '<img src=x>.svg',
    )
    const huge = new File([new Uint8Array(onebitPng(20_000, 20_000))], 'riesig.png')
    const response = await person.post('/melden', { fotos: [zip, await photo(), svg, huge] })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('urlaub.jpg: Das ist ein gepackter Ordner')
    expect(html).toContain('&lt;img src=x>.svg: Das ist eine Zeichnung')
    expect(html).toContain('riesig.png: Dieses Bild hat mehr als 60 Megapixel')
    // At the field too each on a line of its own.
    expect(html).toMatch(/urlaub\.jpg: [^\n<]+\n[^\n]*svg: [^\n<]+\nriesig\.png: /)
    expect(html.match(/\/klein"/g)).toHaveLength(1)
    expect(await (await person.get('/melden/fotos')).text()).toContain('/klein"')
  })

  it('are kept once when sent twice, six at most, and can be removed', async () => {
    const person = visitor()
    await person.post('/melden', { fotos: await photo() })
    await person.post('/melden/fotos', { fotos: await photo() })
    let html = await (await person.get('/melden/fotos')).text()
    expect(html.match(/\/klein"/g)).toHaveLength(1)
    const more = await Promise.all([2, 3, 4, 5, 6, 7].map((n) => photo(null, `${n}.jpg`, n)))
    const full = await person.post('/melden/fotos', { fotos: more })
    expect(full.status).toBe(422)
    html = await full.text()
    expect(html).toContain('7.jpg: Mehr als sechs Fotos gehen nicht')
    expect(html.match(/\/klein"/g)).toHaveLength(6)
    const id = /fotos\/([0-9a-f-]+)\/klein/.exec(html)![1]!
    await person.post('/melden/fotos', { entfernen: id })
    html = await (await person.get('/melden/fotos')).text()
    expect(html.match(/\/klein"/g)).toHaveLength(5)
    expect((await person.get(`/fotos/${id}/klein`)).status).toBe(404)
  })

  it('taken outside the town are kept, and the place is asked for', async () => {
    const person = visitor()
    await person.post('/melden', { fotos: await photo(elsewhere) })
    const place = await person.follow(await person.post('/melden/fotos', { aktion: 'weiter' }))
    expect(place.html).toContain('Der Ort im Foto liegt außerhalb von Teststadt')
    expect(place.html).not.toContain('Stimmt das?')
  })

  it('of a draft are for its cookie only', async () => {
    const person = visitor()
    const { html } = await person.follow(await person.post('/melden', { fotos: await photo() }))
    const id = /fotos\/([0-9a-f-]+)\/klein/.exec(html)![1]!
    const own = await person.get(`/fotos/${id}/klein`)
    expect(own.headers.get('cache-control')).toBe('private, no-cache')
    expect(own.headers.get('content-security-policy')).toContain('sandbox')
    expect((await visitor().get(`/fotos/${id}/klein`)).status).toBe(404)
    expect((await person.get(`/fotos/${id}/original`)).status).toBe(404)
    expect((await person.get('/fotos/nonsense/klein')).status).toBe(404)
    expect((await person.get(`/fotos/${id}/winzig`)).status).toBe(404)
  })
})

describe('the place', () => {
  const begin = async () => {
    const person = visitor()
    await person.post('/melden', { aktion: 'ort' })
    return person
  }

  it('is found by address, shown, and confirmed, all without scripts', async () => {
    const person = await begin()
    const found = await person.follow(
      await person.post('/melden/ort', { aktion: 'adresse-suchen', adresse: 'hauptstr 12' }),
    )
    expect(found.html).toContain('Schritt 1 von 6: Ort')
    const hit = /name="adresseId" value="([0-9a-f-]+)"/.exec(found.html)![1]!
    const shown = await person.follow(
      await person.post('/melden/ort', { adresse: 'hauptstr 12', gesucht: 'hauptstr 12', adresseId: hit }),
    )
    expect(shown.path).toBe('/melden/ort')
    expect(shown.html).toContain('Ihr Ort: Hauptstraße 12, 63450 Teststadt. Stimmt das?')
    const sure = {
      lat: hidden(shown.html, 'lat')!,
      lon: hidden(shown.html, 'lon')!,
      von: 'address',
      gesehen: hidden(shown.html, 'gesehen')!,
    }
    expect(location(await person.post('/melden/ort', sure))).toBe('/melden/fotos')
  })

  it('is found by district, street and house', async () => {
    const person = await begin()
    expect(await (await person.get('/melden/ort/liste')).text()).toContain('Gartenweg')
    const houses = await (await person.get('/melden/ort/liste?strasse=Gartenweg')).text()
    const house = /name="adresseId" value="([0-9a-f-]+)"/.exec(houses)![1]!
    const shown = await person.follow(await person.post('/melden/ort', { weg: 'liste', adresseId: house }))
    expect(shown.html).toContain('Gartenweg 3')
  })

  it('needs a house of the list', async () => {
    const person = await begin()
    const back = await person.follow(
      await person.post('/melden/ort', { weg: 'liste', bezirk: 'Nord', strasse: 'Gartenweg' }),
    )
    expect(back.path).toBe('/melden/ort/liste?bezirk=Nord&strasse=Gartenweg&fehlt=1')
    expect(back.html).toContain('Bitte wählen Sie eine Hausnummer aus.')
  })

  it('must be given, and words without a choice are no place', async () => {
    const person = await begin()
    const none = await person.post('/melden/ort', { lat: '', lon: '' })
    expect(none.status).toBe(422)
    expect(await none.text()).toContain('Bitte sagen Sie uns, wo es ist')
    const typed = await person.post('/melden/ort', { adresse: 'Hauptstraße', gesucht: 'Hauptstraße' })
    expect(typed.status).toBe(422)
    expect(await typed.text()).toContain('Bitte wählen Sie eine der gefundenen Adressen aus')
    expect((await person.post('/melden/ort', { koordinaten: 'beim Bäcker' })).status).toBe(422)
    expect(await (await person.post('/melden/ort', { koordinaten: '0, 0' })).text()).toContain(
      'sehr weit weg',
    )
  })

  it('outside the town goes to the other authority, with a clear word', async () => {
    const review = await toReview(visitor(), { place: `${outside.lat}; ${outside.lon}` })
    expect(review.html).toContain('Dafür ist nicht die Stadt zuständig, sondern: Nachbargemeinde')
    expect(review.html).toContain('Dieser Ort liegt außerhalb der Stadt.')
  })

  it('on a state road too, and the receipt says so', async () => {
    const person = visitor()
    const review = await toReview(person, { place: `${onStateRoad.lat}; ${onStateRoad.lon}` })
    expect(review.html).toContain('Straßenbauverwaltung')
    const receipt = await person.follow(await person.post('/melden/pruefen', sending(review.html)))
    expect(receipt.html).toContain('Wir leiten weiter an: Straßenbauverwaltung')
  })

  it('is told to the map in words', async () => {
    const near = await (await visitor().get(`/melden/ort/naehe?lat=${outside.lat}&lon=${outside.lon}`)).json()
    expect(near).toMatchObject({ inside: false, note: 'Dieser Ort liegt außerhalb von Teststadt.' })
    expect((await visitor().get('/melden/ort/naehe')).status).toBe(404)
    expect(await (await visitor().get('/melden/ort/adressen?q=garten')).json()).toMatchObject([
      { label: 'Gartenweg 3, 63450 Teststadt', lat: 50.13 },
    ])
  })
})

describe('a danger', () => {
  it('brings up the emergency number before anything else is asked', async () => {
    const person = visitor()
    await toReview(person)
    const warned = await person.follow(
      await person.post('/melden/beschreibung', { text: 'Ein Baum liegt quer auf der Straße' }),
    )
    expect(warned.path).toBe('/melden/gefahr')
    expect(warned.html).toContain('Rufen Sie bitte sofort 112 an')
    expect(warned.html).toContain('href="tel:112"')
    expect(location(await person.get('/melden/pruefen'))).toBe('/melden/gefahr')
    expect(location(await person.post('/melden/gefahr'))).toBe('/melden/pruefen')
    expect(location(await person.get('/melden/gefahr'))).toBe('/melden/pruefen')
  })
})

describe('steps', () => {
  it('jumped to too early lead to the first open question; unknown ones do not exist', async () => {
    const person = visitor()
    expect(location(await person.get('/melden/ort'))).toBe('/melden')
    await person.post('/melden', { aktion: 'ort' })
    expect(location(await person.get('/melden/pruefen'))).toBe('/melden/ort')
    expect(location(await person.post('/melden/kontakt', { email: 'x' }))).toBe('/melden/ort')
    expect((await person.get('/melden/quatsch')).status).toBe(404)
    expect((await person.post('/melden/quatsch')).status).toBe(404)
  })

  it('drop answers to questions that a new category does not have, and ask its own', async () => {
    const person = visitor()
    expect((await toReview(person)).html).toContain('Wie tief?')
    const review = await person.follow(await person.post('/melden/kategorie', { kategorie: 'baum' }))
    expect(review.path).toBe('/melden/pruefen')
    expect(review.html).not.toContain('Wie tief?')
    expect(location(await person.post('/melden/kategorie', { kategorie: 'schlagloch' }))).toBe(
      '/melden/fragen',
    )
  })

  it('keep a person’s words after a mistake', async () => {
    const person = visitor()
    await toReview(person)
    const long = await person.post('/melden/beschreibung', { text: `Anfang ${'x'.repeat(100_000)}` })
    expect(long.status).toBe(422)
    const html = await long.text()
    expect(html).toContain('höchstens 4.000 Zeichen. Es sind jetzt 100.007')
    expect(html).toContain('Anfang xxx')
    const contact = await person.post('/melden/kontakt', {
      email: 'kein-at',
      name: 'Ömer',
      telefon: 'ruf an',
    })
    expect(contact.status).toBe(422)
    const words = await contact.text()
    for (const kept of ['kein-at', 'Ömer', 'ruf an', 'name@beispiel.de', 'Fehler: Möchten Sie hören'])
      expect(words).toContain(kept)
    expect((await person.post('/melden/kategorie', {})).status).toBe(422)
    expect((await person.post('/melden/beschreibung', { text: ' \u0000\u200b ' })).status).toBe(422)
  })

  it('find a category by search', async () => {
    const person = visitor()
    await toReview(person)
    const html = await (await person.get('/melden/kategorie?suche=Fallen+tree')).text()
    expect(html).toMatch(/Gefunden für „Fallen tree“[\s\S]*value="baum"/)
  })

  it('speak English too', async () => {
    const person = visitor()
    person.cookies.set('sprache', 'en')
    const { html } = await toReview(person)
    expect(html).toContain('Is everything right?')
    expect(html).toContain('Roads department')
  })
})

describe('sending', () => {
  it('twice makes one report and one receipt, also at the same moment, and afterwards', async () => {
    const person = visitor()
    const before = await count('cases.case')
    const review = await toReview(person)
    const answers = await Promise.all(
      [1, 2, 3].map(() => person.post('/melden/pruefen', sending(review.html))),
    )
    expect(answers.map(location)).toEqual(Array(3).fill('/melden/fertig'))
    expect(location(await person.post('/melden/pruefen', sending(review.html)))).toBe('/melden/fertig')
    expect(location(await person.post('/melden/beschreibung', { text: 'anders' }))).toBe('/melden/fertig')
    expect(location(await person.get('/melden/pruefen'))).toBe('/melden/fertig')
    expect(await count('cases.case')).toBe(before + 1)
  })

  it('sends only what was seen', async () => {
    const person = visitor()
    const review = await toReview(person)
    await person.post('/melden/beschreibung', { text: 'In einem zweiten Fenster geändert' })
    expect(location(await person.post('/melden/pruefen', sending(review.html)))).toBe('/melden/pruefen')
  })

  it('is followed by a new draft for a new report', async () => {
    const person = visitor()
    const review = await toReview(person)
    await person.post('/melden/pruefen', sending(review.html))
    const first = person.cookies.get('entwurf')
    expect(await (await person.get('/melden')).text()).not.toContain('noch nicht abgeschickt')
    expect(location(await person.post('/melden', { aktion: 'ort' }))).toBe('/melden/ort')
    expect(person.cookies.get('entwurf')).not.toBe(first)
  })

  it('offers open reports of the same kind close by', async () => {
    const person = visitor()
    const first = await toReview(person, { place: '50.1301, 8.9301' })
    expect(first.html).not.toContain('schon gemeldet')
    await person.post('/melden/pruefen', sending(first.html))
    expect((await toReview(visitor(), { place: '50.1302, 8.9301' })).html).toMatch(
      /schon gemeldet\?[\s\S]*\/meldungen\/2026-/,
    )
  })

  it('warns of a phone number, an address and a number plate, and lets them through', async () => {
    const person = visitor()
    const review = await toReview(person, {
      text: 'Rufen Sie 0170 1234567, mail a.b@c.de, Auto HU-AB 123 (12 cm, B 43, 2026)',
    })
    for (const kind of ['Telefonnummer', 'E-Mail-Adresse', 'Autokennzeichen'])
      expect(review.html).toContain(`sieht aus wie ein${kind === 'Autokennzeichen' ? '' : 'e'} ${kind}`)
    expect(location(await person.post('/melden/pruefen', sending(review.html)))).toBe('/melden/fertig')
  })
})

describe('a draft', () => {
  it('of another town is none here', async () => {
    const person = visitor()
    await toReview(person)
    const foreign = new PageClient(app, 'anderstadt.localhost:3000')
    foreign.cookies.set('entwurf', person.cookies.get('entwurf')!)
    expect(location(await foreign.get('/melden/pruefen'))).toBe('/melden?abgelaufen=1')
  })

  it('is gone after a day, and the person is told so', async () => {
    const person = visitor()
    const review = await toReview(person)
    town.clock.advance({ hours: 25 })
    expect(location(await person.post('/melden/pruefen', sending(review.html)))).toBe('/melden?abgelaufen=1')
    expect(await (await person.get('/melden?abgelaufen=1')).text()).toContain('gibt es nicht mehr')
    town.clock.advance({ hours: -25 })
  })

  it('can be thrown away', async () => {
    const person = visitor()
    await person.post('/melden', { fotos: await photo() })
    const drafts = await count('reports.draft')
    expect(await (await person.get('/melden')).text()).toContain('noch nicht abgeschickt')
    expect(location(await person.post('/melden/verwerfen'))).toBe('/')
    expect(await count('reports.draft')).toBe(drafts - 1)
    expect(person.cookies.has('entwurf')).toBe(false)
  })
})

describe('hostile input', () => {
  const script = '<script>alert("x")</script><img src=x onerror=alert(1)>'

  it('is shown as the text it is, everywhere', async () => {
    const person = visitor()
    await toReview(person, { text: script })
    await person.post('/melden/kontakt', { name: script, email: '', telefon: '' })
    const pages = [
      await person.get('/melden/beschreibung'),
      await person.get('/melden/kontakt'),
      await person.get('/melden/pruefen'),
      await person.get(`/melden/kategorie?suche=${encodeURIComponent(script)}`),
      await person.get(`/melden/ort?adresse=${encodeURIComponent(script)}`),
      await person.get(
        `/melden/ort/liste?strasse=${encodeURIComponent(script)}&bezirk=${encodeURIComponent(script)}`,
      ),
      await person.post('/melden/kontakt', { email: script, telefon: script, name: script }),
      await person.post('/melden/ort', {
        adresse: script,
        gesucht: script,
        koordinaten: script,
        lat: script,
        lon: script,
        adresseId: script,
      }),
    ]
    for (const response of pages) {
      expect(response.status).toBeLessThan(500)
      const html = await response.text()
      expect(html).not.toMatch(/<script>alert|<img src=x|\sstyle=/)
    }
  })

  it('that is no form at all is refused', async () => {
    const response = await visitor().raw('/melden', 'multipart/form-data; boundary=x', 'Unsinn')
    expect(response.status).toBe(400)
  })

  it('from a foreign page is refused', async () => {
    const response = await visitor().post('/melden', { aktion: 'ort' }, { origin: 'https://boese.example' })
    expect(response.status).toBe(403)
    expect((await visitor().post('/melden/pruefen', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it('that is larger than 60 MB is refused with a sentence', async () => {
    const response = await visitor().post('/melden', {
      fotos: new File([new Uint8Array(61 * 2 ** 20)], 'gross.jpg'),
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('höchstens 60 MB')
  })
})

it('has the same texts in both languages', () => {
  const keys = (lang: string) => {
    const walk = (tree: object, prefix: string): string[] =>
      Object.entries(tree).flatMap(([k, v]) =>
        typeof v === 'string' ? [prefix + k] : walk(v, `${prefix}${k}.`),
      )
    return walk(
      JSON.parse(readFileSync(new URL(`../../texts/${lang}/report.json`, import.meta.url), 'utf8')),
      '',
    ).sort()
  }
  expect(keys('en')).toEqual(keys('de'))
})

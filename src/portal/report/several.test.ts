import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'

// Several reports in one go, and reports for somebody else.

let town: TestTown
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town.close())

const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
const sending = (html: string) => ({ entwurf: hidden(html, 'entwurf')!, stand: hidden(html, 'stand')! })
const rows = (table: 'cases.case' | 'reports.draft' | 'platform.mail' | 'parties.party') =>
  town.tx('system', (ctx) =>
    ctx.db.selectFrom(table).selectAll().where('tenant_id', '=', ctx.tenant.id).execute(),
  )

async function place(person: PageClient, lat: number): Promise<void> {
  await person.post('/melden/ort', { koordinaten: `${lat}, ${somewhere.lon}` })
  const html = await (await person.get('/melden/ort')).text()
  const [a, b] = [hidden(html, 'lat')!, hidden(html, 'lon')!]
  await person.post('/melden/ort', { lat: a, lon: b, von: 'map', gesehen: `${a},${b}` })
}

/** What every report is asked, up to the review page; `at` says how far north, so that none is taken for another. */
async function toReview(
  person: PageClient,
  text: string,
  at: number | null,
  contact: Record<string, string> = {},
) {
  await person.post('/melden', { aktion: 'ohne' })
  if (at !== null) await place(person, somewhere.lat + at)
  else await person.post('/melden/fotos', { aktion: 'weiter' })
  await person.post('/melden/beschreibung', { text })
  await person.post('/melden/kategorie', { kategorie: 'schlagloch' })
  await person.post('/melden/gleiche', { aktion: 'anderes' })
  await person.post('/melden/fragen', { 'f-tiefe': 'tief' })
  await person.post('/melden/kontakt', contact)
  return (await person.get('/melden/pruefen')).text()
}
const mina = { email: 'mina@buerger.example', name: 'Mina Öz' }

describe('several reports in one go', () => {
  test('keep the contact, can be changed and removed, and are sent together, once', async () => {
    const person = new PageClient(app)
    await toReview(person, 'Erstes Loch', 0, mina)
    const second = await person.follow(await person.post('/melden/pruefen', { aktion: 'noch-eins' }))
    expect(second.path).not.toBe('/melden/pruefen')
    const review = await toReview(person, 'Zweites Loch', 0.004, mina)
    expect(review).toContain('Erstes Loch')
    expect(review).toContain('Alle 2 Meldungen abschicken')

    // At the same place: it is not asked for again.
    await person.post('/melden/pruefen', { aktion: 'noch-hier' })
    const third = await toReview(person, 'Drittes Loch', null, mina)
    expect(third).toContain('Alle 3 Meldungen abschicken')

    // Taking up the first one again swaps them.
    const id = /aendern:([0-9a-f-]+)/.exec(third)![1]!
    const first = await person.follow(await person.post('/melden/pruefen', { aktion: `aendern:${id}` }))
    expect(first.path).toBe('/melden/pruefen')
    await person.post('/melden/beschreibung', { text: 'Erstes Loch, jetzt tiefer' })
    const changed = await (await person.get('/melden/pruefen')).text()
    expect(changed).toContain('Alle 3 Meldungen abschicken')

    // One is thrown away; what was seen before that is not sent.
    const drop = [...changed.matchAll(/weg:([0-9a-f-]+)/g)].at(-1)![1]!
    await person.post('/melden/pruefen', { aktion: `weg:${drop}` })
    expect((await person.post('/melden/pruefen', sending(changed))).headers.get('location')).toBe(
      '/melden/pruefen',
    )
    expect(await rows('cases.case')).toHaveLength(0)

    const last = await (await person.get('/melden/pruefen')).text()
    const [one, two] = await Promise.all([1, 2].map(() => person.post('/melden/pruefen', sending(last))))
    expect([one!.headers.get('location'), two!.headers.get('location')]).toEqual([
      '/melden/fertig',
      '/melden/fertig',
    ])
    expect(await rows('cases.case')).toHaveLength(2)
    const receipt = await (await person.get('/melden/fertig')).text()
    expect(receipt).toContain('2 Meldungen sind angekommen')
    const links = [...receipt.matchAll(/href="(\/status\/[\w-]+)"/g)].map((m) => m[1]!)
    expect(new Set(links).size).toBe(2)
    for (const link of links) expect((await new PageClient(app).get(link)).status).toBe(200)
    expect(await rows('reports.draft')).toSatisfy((all: { answers: unknown }[]) =>
      all.every(({ answers }) => !JSON.stringify(answers).includes('Loch')),
    )
  })

  test('nobody takes up or removes what is not theirs', async () => {
    const [mine, yours] = [new PageClient(app), new PageClient(app)]
    await toReview(mine, 'Meines', 0.01)
    await mine.post('/melden/pruefen', { aktion: 'noch-eins' })
    const ids = (await rows('reports.draft')).filter((d) => d.submitted_at === null).map((d) => d.id)
    await toReview(yours, 'Deines', 0.014)
    for (const id of [...ids, 'x', ''])
      for (const what of ['aendern', 'weg'])
        expect((await yours.post('/melden/pruefen', { aktion: `${what}:${id}` })).status).toBe(404)
    // What is not finished is not put aside.
    const fresh = new PageClient(app)
    await fresh.post('/melden', { aktion: 'ort' })
    await fresh.post('/melden/pruefen', { aktion: 'noch-eins' })
    expect((await fresh.get('/melden/ort')).status).toBe(200)
  })

  test('throwing one away leaves the others waiting', async () => {
    const person = new PageClient(app)
    await toReview(person, 'Bleibt', 0.02)
    await person.post('/melden/pruefen', { aktion: 'noch-eins' })
    const { path, html } = await person.follow(await person.post('/melden/verwerfen'))
    expect(path).toBe('/melden/pruefen')
    expect(html).toContain('Bleibt')
  })

  test('there is an end to it', async () => {
    const person = new PageClient(app)
    let review = ''
    for (let i = 0; i < 10; i++) {
      review = await toReview(person, `Loch ${i}`, 0.002 * i)
      if (i < 9) await person.post('/melden/pruefen', { aktion: 'noch-eins' })
    }
    expect(review).toContain('Mehr als 10 Meldungen in einem Zug gehen nicht.')
    expect((await person.post('/melden/pruefen', { aktion: 'noch-eins' })).status).toBe(422)
  })
})

describe('a report for somebody else', () => {
  test('asks for their name, and both hear of it with links of their own', async () => {
    const person = new PageClient(app)
    const review = await toReview(person, 'Vor dem Haus meiner Nachbarin', 0.002, {
      ...mina,
      fuer_name: 'Helga Groß',
      fuer_email: 'helga@buerger.example',
    })
    expect(review).toContain('Helga Groß')
    await person.post('/melden/pruefen', sending(review))
    await town.drain()
    const mails = (await rows('platform.mail')).filter((m) => /mina|helga/.test(m.recipient))
    const of = (who: string) => mails.filter((m) => m.recipient.startsWith(who)).at(-1)!
    expect(of('helga').subject).toContain('Jemand hat für Sie gemeldet')
    expect(of('helga').body_text).not.toContain('Mina')
    const [hers, mine] = ['helga', 'mina'].map((who) => /\/status\/[\w-]+/.exec(of(who).body_text)![0])
    expect(hers).not.toBe(mine)
    for (const link of [hers!, mine!]) expect((await new PageClient(app).get(link)).status).toBe(200)
  })

  test('with mistakes says what is missing and loses nothing', async () => {
    const person = new PageClient(app)
    await toReview(person, 'Noch eins', 0.001)
    const answer = await person.post('/melden/kontakt', {
      email: 'mina@',
      fuer_email: 'helga@buerger.example',
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('value="mina@"')
    expect(html).toContain('value="helga@buerger.example"')
    expect(html).toMatch(/<details[^>]* open/)
    expect(html).toContain('href="#fuer_name"')
  })
})

test('a place that is known only roughly is said so to everybody', async () => {
  const person = new PageClient(app)
  await person.post('/melden', { aktion: 'ohne' })
  await person.post('/melden/ort', { koordinaten: `${somewhere.lat + 0.003}, ${somewhere.lon}` })
  const html = await (await person.get('/melden/ort')).text()
  const [lat, lon] = [hidden(html, 'lat')!, hidden(html, 'lon')!]
  await person.post('/melden/ort', { lat, lon, von: 'map', gesehen: `${lat},${lon}`, genau: '200' })
  const review = await toReview(person, 'Irgendwo hier klappert etwas', null)
  expect(review).toContain('nur ungefähr, im Umkreis von 200 Metern')
  const sent = await person.follow(await person.post('/melden/pruefen', sending(review)))
  const number = /\b20\d\d-\d+\b/.exec(sent.html)![0]
  expect(await (await new PageClient(app).get(`/meldungen/${number}`)).text()).toContain(
    'im Umkreis von 200 Metern',
  )
})

import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCase, mergeCases, messagesOf, visibleCase } from '#modules/cases/index.ts'
import { photosOf, readFile } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import { somewhere, type TestTown, testTown } from '../../../test/helpers.ts'
import { fakeAssets, PageClient } from '../../../test/page-client.ts'
import { createApp } from '../../app.ts'
import { paths } from '../../paths.ts'
import { photo, picture, report } from '../portal.fixture.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town.close())

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const text = async (answer: Promise<Response>) => (await answer).text()
const letterTo = (to: string) =>
  town.tx('system', async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select(['body_text'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('recipient', '=', to)
      .orderBy('id')
      .execute()
    return rows.at(-1)?.body_text ?? ''
  })

/** Fills in the form up to the category. */
async function begin(person: PageClient, words: string, files: File[] = []) {
  if (files.length > 0) await person.post(paths.report, { fotos: files as Blob[] })
  else await person.post(paths.report, { aktion: 'ohne' })
  await person.post(paths.reportStep('fotos'), { aktion: 'weiter' })
  await person.post(paths.reportStep('ort'), { koordinaten: `${somewhere.lat}, ${somewhere.lon}` })
  const place = await text(person.get(paths.reportStep('ort')))
  const [lat, lon] = [hidden(place, 'lat'), hidden(place, 'lon')]
  await person.post(paths.reportStep('ort'), { lat, lon, von: 'map', gesehen: `${lat},${lon}` })
  await person.post(paths.reportStep('beschreibung'), { text: words })
  return person.follow(await person.post(paths.reportStep('kategorie'), { kategorie: 'schlagloch' }))
}

describe('while reporting', () => {
  it('asks nothing where nothing is near', async () => {
    expect((await begin(new PageClient(app), 'Loch')).path).toBe(paths.reportStep('fragen'))
  })

  it('asks once whether it is this one, loses nothing, and takes no for an answer', async () => {
    const known = await report(town, { text: 'Tiefes Loch <b>hier</b>' })
    const there = await photo(town, known.id, 'public')
    await photo(town, known.id, 'parties')
    await town.drain()
    const person = new PageClient(app)
    const step = await begin(person, 'Ein tiefes Loch in der Straße')
    expect(step.path).toBe(paths.reportStep('gleiche'))
    for (const words of ['Ist es dieses?', known.number, there, '1 Person wartet', 'Tiefes Loch &lt;b>hier'])
      expect(step.html).toContain(words)
    // What comes after is not to be had before the question is answered.
    expect((await person.get(paths.reportStep('kontakt'))).headers.get('location')).toBe(
      paths.reportStep('gleiche'),
    )
    const on = await person.follow(await person.post(paths.reportStep('gleiche')))
    expect(on.path).toBe(paths.reportStep('fragen'))
    await person.post(paths.reportStep('fragen'), { tiefe: 'tief' })
    const review = await person.follow(await person.post(paths.reportStep('kontakt'), {}))
    expect(review.path).toBe(paths.reportStep('pruefen'))
    expect(review.html).toContain('Ein tiefes Loch in der Straße')
    const sent = await person.post(review.path, {
      entwurf: hidden(review.html, 'entwurf'),
      stand: hidden(review.html, 'stand'),
    })
    expect(sent.headers.get('location')).toBe(paths.reportDone)
    await town.drain()
  })

  it('lets people join instead, with what they have said and shown, for the town hall alone', async () => {
    const person = new PageClient(app)
    const bytes = new Uint8Array(await picture())
    const step = await begin(person, 'Meine eigenen Worte', [
      new File([bytes], 'meins.jpg', { type: 'image/jpeg' }),
    ])
    const number = /meldung=(2026-\d+)/.exec(step.html)![1]!
    const chosen = await text(person.get(`${paths.reportStep('gleiche')}?meldung=${number}`))
    expect(chosen).toContain('Meine eigenen Worte')
    const join = (email: string) =>
      person.post(paths.reportFollow, { meldung: number, email, mit: ['text', 'fotos'] })
    const wrong = await join('keine Adresse')
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    for (const kept of ['value="keine Adresse"', 'Bitte prüfen Sie die E-Mail-Adresse', 'checked'])
      expect(again).toContain(kept)
    const [one, two] = await Promise.all([join('dabei@example.org'), join('dabei@example.org')])
    for (const answer of [one, two])
      expect(answer.headers.get('location')).toContain(`${paths.follow(number)}?hinweis=bestaetigen`)
    expect(await text(person.get(one.headers.get('location')!))).toContain('Bitte sehen Sie in Ihr Postfach')
    // The draft is gone.
    expect((await person.get(paths.reportStep('beschreibung'))).headers.get('location')).toContain(
      paths.report,
    )
    const { said, photos } = await town.tx('system', async (ctx) => {
      const c = await visibleCase(ctx, number)
      return { said: await messagesOf(ctx, c, 'internal'), photos: await photosOf(ctx, [c.id]) }
    })
    expect(said.filter((m) => m.body === 'Meine eigenen Worte').map((m) => m.visibility)).toEqual([
      'internal',
    ])
    const added = photos.filter((p) => p.visibility === 'internal')
    expect(added).toHaveLength(1)
    expect((await person.get(paths.photo(added[0]!.id, 'klein'))).status).toBe(404)
    expect(await text(new PageClient(app).get(paths.publicReport(number)))).not.toContain(
      'Meine eigenen Worte',
    )
    // The letter's link only asks; the button acts, once.
    const link = /\/folgen\/[\w-]{22}/.exec(await letterTo('dabei@example.org'))![0]
    expect(await text(person.get(link))).toContain('Ja, Nachrichten bekommen')
    const yes = await person.follow(await person.post(link))
    expect(yes.html).toContain('Ihre Adresse ist bestätigt')
    expect((await person.post(link)).status).toBe(404)
    const party = await town.tx(
      'system',
      async (ctx) =>
        (await photosOf(ctx, [(await visibleCase(ctx, number)).id])).find((p) => p.visibility === 'internal')!
          .by.id,
    )
    expect(party).not.toBeNull()
  })

  it('takes along no more of a photo than its author means to show', async () => {
    const person = new PageClient(app)
    const bytes = new Uint8Array(await picture())
    const step = await begin(person, 'Mit Gesicht', [new File([bytes], 'ich.jpg', { type: 'image/jpeg' })])
    const number = /meldung=(2026-\d+)/.exec(step.html)![1]!
    const own = /\/fotos\/([\w-]{36})\//.exec(await text(person.get(paths.reportStep('fotos'))))![1]!
    const all = Array.from({ length: 64 }, (_, i) => String(i))
    expect((await person.post(paths.reportPhoto(own), { feld: all })).status).toBe(303)
    await person.post(paths.reportFollow, { meldung: number, mit: ['fotos'] })
    const who = { tenant: town.tenant, actor: system('test') }
    const added = await town.tx('system', async (ctx) =>
      (await photosOf(ctx, [(await visibleCase(ctx, number)).id])).filter((p) => p.name === 'ich.jpg'),
    )
    expect(added).toHaveLength(1)
    const kept = await readFile(town.platform, who, added[0]!.id, 'original', async () => true)
    const { channels } = await sharp(kept.bytes).stats()
    expect(Math.max(...channels.map((c) => c.max))).toBeLessThan(20)
  })

  it('writes to nobody without end, whoever asks for it', async () => {
    const it = await report(town, { category: 'baum' })
    const statuses: number[] = []
    for (let i = 0; i < 13; i++) {
      const stranger = new PageClient(app)
      statuses.push((await stranger.post(paths.follow(it.number), { email: 'Opfer@example.org ' })).status)
    }
    expect(new Set(statuses.slice(0, 12))).toEqual(new Set([303]))
    expect(statuses[12]).toBe(429)
    expect((await new PageClient(app).post(paths.follow(it.number), { email: 'o@example.org' })).status).toBe(
      303,
    )
    await town.tx('system', (ctx) => closeCase(ctx, it.id, { outcome: 'fixed' }))
  })

  it('joins nothing that was not offered', async () => {
    const far = await report(town, { place: { lat: somewhere.lat + 0.004, lon: somewhere.lon } })
    const secret = await report(town, { category: 'person' })
    await town.drain()
    const person = new PageClient(app)
    await begin(person, 'Loch')
    for (const meldung of [far.number, secret.number, '2026-99999', '<b>', ''])
      expect((await person.post(paths.reportFollow, { meldung })).headers.get('location')).toBe(
        paths.reportStep('gleiche'),
      )
    const step = await text(person.get(`${paths.reportStep('gleiche')}?meldung=${secret.number}`))
    expect(step).not.toContain(paths.publicReport(secret.number))
  })
})

describe('on a report’s page', () => {
  it('counts who waits, each browser once, and has a page of its own for that', async () => {
    const it = await report(town, { category: 'baum' })
    const person = new PageClient(app)
    expect(await text(person.get(paths.publicReport(it.number)))).toContain('Das betrifft mich auch')
    for (const hinweis of ['gezaehlt', 'bekannt', 'bekannt'])
      expect((await person.post(paths.follow(it.number), {})).headers.get('location')).toBe(
        `${paths.follow(it.number)}?hinweis=${hinweis}`,
      )
    expect(await text(person.get(`${paths.follow(it.number)}?hinweis=gezaehlt`))).toContain(
      '1 Person wartet auf die Lösung, dazu 1 unbestätigte Stimme',
    )
    // In the same house with another browser: once it has been given a word, it is another one.
    const other = new PageClient(app)
    expect((await other.post(paths.follow(it.number), {})).headers.get('location')).toContain('voll')
    expect((await other.post(paths.follow(it.number), {})).headers.get('location')).toContain('gezaehlt')
    expect(await text(person.get(paths.follow(it.number)))).toContain('dazu 2 unbestätigte Stimmen')
    expect(await text(person.get(`${paths.follow(it.number)}?hinweis=voll`))).toContain('Aus Ihrem Netz')
    const wrong = await person.post(paths.follow(it.number), { email: '"><script>' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="&quot;>&lt;script>"')
    // Nothing of a stranger's site, and nothing of another town.
    expect((await person.post(paths.follow(it.number), {}, { origin: 'https://boese.example' })).status).toBe(
      403,
    )
    expect((await new PageClient(app, 'anderstadt.localhost:3000').get(paths.follow(it.number))).status).toBe(
      404,
    )
    expect((await person.post(paths.followEnd(it.number))).status).toBe(404)
    expect((await person.get('/folgen/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
  })

  it('leads from a merged report to the one that is kept, and shows what came along in public', async () => {
    const [kept, dup] = [await report(town, { category: 'baum' }), await report(town, { category: 'baum' })]
    const [shown, own] = [await photo(town, dup.id, 'public'), await photo(town, dup.id, 'parties')]
    await town.tx('system', (ctx) => mergeCases(ctx, dup.id, { into: kept.id }))
    const person = new PageClient(app)
    const page = await text(person.get(paths.publicReport(kept.number)))
    expect(page).toContain(paths.publicReport(dup.number))
    expect(page).toContain(shown)
    expect(page).not.toContain(own)
    const other = await text(person.get(paths.publicReport(dup.number)))
    expect(other).toContain(`zusammen mit der Meldung ${kept.number} bearbeitet`)
    expect((await person.get(paths.follow(dup.number))).headers.get('location')).toBe(
      paths.follow(kept.number),
    )
    await town.tx('system', (ctx) => closeCase(ctx, kept.id, { outcome: 'fixed' }))
    const late = await person.get(paths.follow(kept.number))
    expect(late.status).toBe(409)
    expect(await late.text()).toContain(`href="${paths.publicReport(kept.number)}"`)
  })
})

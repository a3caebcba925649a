import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { onebitPng } from '#platform/images/photos.fixture.ts'
import { somewhere } from '../helpers.ts'
import { jpegAt } from './photos.ts'
import { beginWithPhotos, describe_, findAddress, readReceipt, send, words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, type Upload, Visitor } from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

const w = words.de

/** What people send by mistake and others on purpose, and what each is told. */
const refused: [Upload, RegExp][] = [
  [
    {
      name: 'urlaub.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('PK\x03\x04\x14\0\0\0\b\0urlaub', 'latin1'),
    },
    /urlaub\.jpg: Das ist ein gepackter Ordner/,
  ],
  [
    {
      name: 'plan.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>document.title="X"</script></svg>',
      ),
    },
    /plan\.svg: Das ist eine Zeichnung \(SVG\), kein Foto/,
  ],
  [
    {
      name: 'seite.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<!doctype html><script>document.title="X"</script>'),
    },
    /seite\.png: Das ist eine Internetseite, kein Foto/,
  ],
  [
    { name: 'riesig.png', mimeType: 'image/png', buffer: onebitPng(20_000, 20_000) },
    /riesig\.png: Dieses Bild hat mehr als 60 Megapixel/,
  ],
]

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Sending, $how', ({ js }) => {
  const reportsWith = async (text: string): Promise<number> => {
    const v = await Visitor.come(stage, { js })
    await v.open(`/meldungen?q=${encodeURIComponent(text)}`)
    const { body } = await v.fetch('/api/open311/v2/requests.json')
    return JSON.parse(body.toString()).filter((r: { description: string }) => r.description === text).length
  }
  const upToReview = async (text: string): Promise<Visitor> => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await findAddress(v, 'Hauptstraße 12')
    await describe_(v, { text })
    return v
  }

  it('a double click makes one report', async () => {
    const text = `Loch, zweimal geklickt ${js}`
    const v = await upToReview(text)
    await v.button(w.send).dblclick()
    await v.page.waitForURL('**/melden/fertig')
    await readReceipt(v)
    expect(await reportsWith(text)).toBe(1)
  })

  it('two windows, reloading and going back make one report', async () => {
    const text = `Loch, mehrmals geschickt ${js}`
    const v = await upToReview(text)
    const second = await v.context.newPage()
    await second.goto(v.page.url())
    const first = await send(v)
    await second.getByRole('button', { name: w.send }).click()
    await second.waitForURL('**/melden/fertig')
    expect(await second.locator('main').textContent()).toContain(first.number)
    await v.page.reload()
    expect((await readReceipt(v)).number).toBe(first.number)
    await v.page.goBack()
    // The browser asks again, or shows what it kept: pressing once more leads to the same receipt.
    if (v.path === '/melden/pruefen') await v.press(w.send)
    await v.open('/melden/fertig')
    expect((await readReceipt(v)).number).toBe(first.number)
    expect(await reportsWith(text)).toBe(1)
  })

  it('a refused photo is explained and costs nothing else', async () => {
    const v = await Visitor.come(stage, { js })
    const good = await jpegAt(somewhere)
    const cut = { ...good, name: 'kaputt.jpg', buffer: good.buffer.subarray(0, good.buffer.length / 2) }
    await beginWithPhotos(v, [...refused.map(([file]) => file), good, cut], { js })
    expect(v.path).toBe('/melden')
    await v.sees(...refused.map(([, sentence]) => sentence), /kaputt\.jpg: Dieses Foto ist beschädigt/)
    expect(await v.page.locator('[data-photo-list] img').count()).toBe(1)
    expect(await v.page.title()).toMatch(/^Fehler:/)
    expect(await v.page.title()).not.toContain('X')
    // The summary's links lead to the field.
    const summary = v.page.locator('[role="alert"], .sd-error-summary').first()
    expect(await summary.textContent()).toContain('Bitte prüfen Sie noch 5 Angaben')
    await v.press(w.next)
    await v.sees('Hauptstraße 12')
    await v.press(w.placeIsRight)
    await describe_(v, { text: `Loch mit einem guten Foto ${js}` })
    expect(await v.page.locator('.sd-report-thumbs img').count()).toBeGreaterThan(0)
  })

  it('a picture that hides a script shows as a picture and runs nothing', async () => {
    const good = await jpegAt(somewhere)
    const script = '<script>document.title="X"</script>'
    const polyglot = {
      name: `"><img src=x onerror=alert(1)>.jpg`,
      mimeType: 'image/jpeg',
      buffer: good.buffer,
    }
    const v = await Visitor.come(stage, { js })
    let dialogs = 0
    v.page.on('dialog', (dialog) => {
      dialogs++
      void dialog.dismiss()
    })
    await beginWithPhotos(v, [polyglot], { js })
    await v.press(w.next)
    await v.press(w.placeIsRight)
    await describe_(v, { text: `${script}<img src=x onerror="alert(1)"> Loch ${js}` })
    const { number, link } = await send(v)
    const clerk = await Visitor.come(stage, { js, viewport: desk })
    clerk.page.on('dialog', () => dialogs++)
    await clerk.signIn('clerk')
    for (const path of [
      `/vorgaenge/${number}`,
      `/vorgaenge?vorschau=${number}&ansicht=amt`,
      `/meldungen/${number}`,
      link,
    ]) {
      await clerk.open(path)
      expect(await clerk.page.title()).not.toBe('X')
      await clerk.sees(script)
    }
    // Whoever opens the picture itself gets a picture and nothing else.
    await clerk.open(`/vorgaenge/${number}`)
    const original = await clerk.page.locator('a[href$="/original"]').first().getAttribute('href')
    const file = await clerk.fetch(original!)
    expect(file.headers['content-disposition']).toMatch(/^attachment/)
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.headers['content-type']).toBe('image/jpeg')
    expect(dialogs).toBe(0)
  })

  it('danger brings up the number before anything else', async () => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await findAddress(v, 'Hauptstraße 12')
    await v.fill(w.description, 'Ein Baum liegt auf der Straße')
    await v.press(w.next)
    expect(v.path).toBe('/melden/gefahr')
    expect(await v.h1).toBe('Rufen Sie bitte sofort 112 an')
    await v.sees('Rufen Sie bitte sofort die Feuerwehr.')
    expect(await v.page.locator('a[href="tel:112"]').isVisible()).toBe(true)
    await v.press('Verstanden, weiter mit der Meldung')
    expect(v.path).toBe('/melden/kategorie')
    await v.choose('Umgestürzter Baum')
    await v.press(w.next)
    expect(v.path).toBe('/melden/kontakt')
  })

  it('too much, strange and missing words are kept and explained', async () => {
    const v = await Visitor.come(stage, { js })
    await v.open('/melden')
    await v.press(w.without)
    await findAddress(v, 'Hauptstraße 12')
    await v.press(w.next)
    await v.sees('Bitte schreiben Sie kurz, was Sie gesehen haben.')
    const long = 'Loch an Loch. '.repeat(7143).slice(0, 100_000)
    // The field itself stops at its length; whoever gets past it is told.
    await v.page.locator('textarea').evaluate((field) => field.removeAttribute('maxlength'))
    await v.fill(w.description, long)
    await v.press(w.next)
    expect(v.path).toBe('/melden/beschreibung')
    await v.sees(/zu lang|höchstens|Höchstens/)
    expect((await v.page.getByLabel(w.description).inputValue()).trim()).toBe(long.trim())
    const strange = 'Loch bei Ǿzgür Ľubomír Ẓ̌ĥ̄ Ðørte Њ 🕳️👩🏽‍🚒 „Straße“ — ﬁn'.replace('ﬁ', 'fi')
    await v.fill(w.description, strange)
    await v.press(w.next)
    await v.choose('Schlagloch')
    await v.press(w.next)
    if (v.path === '/melden/gleiche') await v.press(w.other)
    await v.press(w.next)
    await v.fill(w.email, 'keine Adresse')
    await v.press(w.next)
    expect(v.path).toBe('/melden/kontakt')
    await v.sees(/E-Mail/)
    expect(await v.page.getByLabel(w.email).first().inputValue()).toBe('keine Adresse')
    await v.fill(w.email, `dörte.${js}@bücher.example`)
    await v.press(w.next)
    await v.sees(strange)
    const { number } = await send(v)
    await v.open(`/meldungen/${number}`)
    await v.sees(strange)
  })
})

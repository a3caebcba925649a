import exifr from 'exifr'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { somewhere } from '../helpers.ts'
import { heicAt, jpegAt, pngAt, realPhotos, webpAt } from './photos.ts'
import { beginWithPhotos, describe_, send, words } from './reporting.ts'
import { openStage, type Stage, until } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ webgl: true })
})
afterEach(allLeave)
afterAll(() => stage?.close())

const real = realPhotos()

describe.each([
  { how: 'with JavaScript', js: true, lang: 'de' },
  { how: 'without JavaScript', js: false, lang: 'en' },
] as const)('A citizen reports from the street, $how', ({ js, lang }) => {
  it('a geotagged photo is routed, assigned, scheduled, done and answered', async () => {
    const w = words[lang]
    const email = `zofia.${lang}@buerger.example`
    const citizen = await Visitor.come(stage, { js, lang })

    // Photos: a telephone's JPEG, which knows where it was taken, and two more kinds.
    await beginWithPhotos(citizen, [await jpegAt(somewhere)], { js, lang })
    expect(citizen.path).toBe('/melden/fotos')
    await citizen.upload([await pngAt(somewhere), await webpAt(somewhere)], { js })
    expect(await citizen.page.locator('[data-photo-list] img').count()).toBe(3)
    await citizen.press(w.next)

    // The place comes out of the photo and is confirmed.
    expect(citizen.path).toBe('/melden/ort')
    await citizen.sees(
      lang === 'de' ? 'Das Foto wurde hier aufgenommen' : 'The photo was taken here',
      'Hauptstraße 12',
    )
    expect(await citizen.page.locator('.sd-place svg, .sd-place canvas').count()).toBeGreaterThan(0)
    await citizen.press(w.placeIsRight)

    const text = `Tiefes Loch in der Fahrbahn (${lang}), Nähe Bäckerei Đorđević 🚲 <b>Achtung</b>`
    await describe_(citizen, { text, email, lang })
    await citizen.sees(text, lang === 'de' ? 'Tiefbauamt' : 'Roads department', email)
    const { number, link } = await send(citizen, lang)
    expect(link).toMatch(new RegExp(`^${stage.url}/status/[\\w-]{22}$`))
    await citizen.sees(lang === 'de' ? 'bis Donnerstag, 26. November 2026' : 'by Thursday, 26 November 2026')

    // The letter, in the reporter's language.
    const received = await stage.letterTo(email, number)
    expect(received.subject).toBe(
      lang === 'de' ? `Ihre Meldung ${number} ist angekommen` : `We have received your report ${number}`,
    )
    expect(received.link('/status/')).toBe(link)
    expect(received.header('List-Unsubscribe')).toMatch(new RegExp(`^<${stage.url}/abmelden/[\\w-]+>$`))
    expect(received.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(received.text).toContain('Žofia Groß')

    // The public sees it, and nothing that is not theirs.
    const neighbour = await Visitor.come(stage, { js, viewport: desk })
    await neighbour.open('/meldungen')
    await neighbour.sees('Schlagloch', 'Hauptstraße 12')
    await neighbour.open(`/meldungen/${number}`)
    await neighbour.sees(text, 'Hauptstraße 12', 'Tiefbauamt')
    expect(await neighbour.page.content()).not.toContain(email)
    expect(await neighbour.page.content()).not.toContain('Žofia')
    const sources = await neighbour.page
      .locator('img[src*="/fotos/"]')
      .evaluateAll((images) => images.map((img) => (img as HTMLImageElement).src))
    expect(sources).toHaveLength(3)
    for (const source of sources) await nothingButPicture(neighbour, source)
    await neighbour.open('/karte')
    const onMap = await neighbour.fetch(`/karte/meldungen/${number}`)
    expect(onMap.body.toString()).toContain(number)

    // The next town sees nothing of it, whatever it tries.
    const stranger = await Visitor.come(stage, { js })
    await stranger.open(`${stage.otherUrl}/meldungen`)
    expect(await stranger.text()).not.toContain('Bäckerei')
    const photo = new URL(sources[0]!).pathname
    for (const path of [
      `/meldungen/${number}`,
      new URL(link).pathname,
      photo,
      `${new URL(link).pathname}${photo}`,
    ])
      expect([path, await stranger.open(stage.otherUrl + path)]).toEqual([path, 404])

    // Dispatch has found the nearest worker and says why; the clerk finds it in the list and plans it.
    await stage.quiet()
    const clerk = await Visitor.come(stage, { js, viewport: desk })
    await clerk.signIn('clerk')
    expect(clerk.path).toBe('/vorgaenge')
    await clerk.open('/vorgaenge?ansicht=amt')
    await clerk.page
      .getByRole('row', { name: new RegExp(number) })
      .getByRole('link', { name: 'Schlagloch' })
      .click()
    await clerk.page.waitForURL(`**/vorgaenge/${number}`)
    await clerk.sees('Zugewiesen an Mira Vogt', /m entfernt/, 'Qualifikation Asphalt', text, email)
    await clerk.follow('Termin festlegen')
    await clerk.page.locator('input[type="datetime-local"]').fill('2026-11-24T10:30')
    await clerk.press('Termin speichern')
    await clerk.sees('Termin gespeichert.', '24. November 2026')
    await clerk.open(`/vorgaenge/${number}/nachricht`)
    await clerk.sees('Geht per E-Mail an: Žofia Groß')
    await clerk.fill('Nachricht', 'Wir sperren das Loch heute noch ab.')
    await clerk.press('Nachricht senden')
    await clerk.sees('Nachricht gesendet.')

    // The worker has it on her own list and closes it with a photo.
    const worker = await Visitor.come(stage, { js })
    await worker.signIn('worker')
    await worker.open('/vorgaenge?ansicht=meine')
    await worker.page
      .locator(`tr[data-row="${number}"], [data-row="${number}"]`)
      .getByRole('link', { name: 'Schlagloch' })
      .click()
    await worker.page.waitForURL(`**/vorgaenge/${number}`)
    await worker.follow('Abschließen')
    await worker.choose(/^Behoben/)
    await worker.fill('Wort an die meldende Person', 'Neu asphaltiert.')
    await worker.page
      .locator('input[type=file]')
      .setInputFiles([await jpegAt(somewhere, 'schlagloch-1-nachher')])
    await worker.press('Vorgang abschließen')
    await worker.sees('Abgeschlossen.', 'Neu asphaltiert.')

    // Everything that the reporter was told, each once and in their language.
    await stage.quiet()
    const subjects = (await stage.lettersTo(email)).map((letter) => letter.subject)
    expect(subjects).toEqual(
      lang === 'de'
        ? [
            `Ihre Meldung ${number} ist angekommen`,
            `Ihre Meldung ${number}: Termin steht fest`,
            `Ihre Meldung ${number}: neue Nachricht`,
            `Ihre Meldung ${number} ist erledigt`,
          ]
        : [
            `We have received your report ${number}`,
            `Your report ${number}: work is scheduled`,
            `Your report ${number}: new message`,
            `Your report ${number} is done`,
          ],
    )
    const [, scheduled, replied, closed] = await stage.lettersTo(email)
    expect(scheduled!.text).toMatch(lang === 'de' ? /24\. November 2026.*10:30/ : /24 November 2026.*10:30/)
    expect(replied!.text).toContain('Wir sperren das Loch heute noch ab.')
    expect(closed!.text).toContain('Neu asphaltiert.')

    // By the link in the letter: done, with before and after side by side.
    await citizen.open(closed!.link('/status/'))
    await citizen.sees(
      lang === 'de' ? 'Das ist erledigt, seit' : /done/i,
      'Wir sperren das Loch heute noch ab.',
      'Neu asphaltiert.',
      lang === 'de' ? 'Vorher' : 'Before',
      lang === 'de' ? 'Nachher' : 'After',
    )
    await picturesShow(citizen)
    // For strangers pages are kept rendered for five seconds.
    await until('the public page to know', async () => {
      await neighbour.open(`/meldungen/${number}`)
      return (await neighbour.text()).includes('Neu asphaltiert.')
    })
    await neighbour.sees('Nachher', 'Erledigt')
  })
})

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Photos of a telephone, $how', ({ js }) => {
  it.skipIf(!real)('a HEIC tells its place, is shown as a picture, and keeps no place', async () => {
    const v = await Visitor.come(stage, { js })
    await beginWithPhotos(v, [heicAt(real!('IMG_5195.HEIC'), somewhere)], { js })
    expect(v.path).toBe('/melden/fotos')
    await picturesShow(v)
    const source = await v.page.locator('[data-photo-list] img').first().getAttribute('src')
    await nothingButPicture(v, stage.url + source)
    await v.press(words.de.next)
    await v.sees(
      'Das Foto wurde hier aufgenommen',
      'Hauptstraße 12',
      'Aufgenommen am Sonntag, 11. April 2021',
    )
  })

  it.skipIf(!real)('photos from elsewhere stay, and their place is kindly left aside', async () => {
    const v = await Visitor.come(stage, { js })
    const photos = ['DSCN0010.jpg', 'IMG_5195.HEIC', 'no_exif.jpg', 'portrait_6.jpg']
    await beginWithPhotos(
      v,
      photos.map((name) => ({ name, mimeType: 'image/jpeg', buffer: real!(name) })),
      { js },
    )
    expect(await v.page.locator('[data-photo-list] img').count()).toBe(4)
    await picturesShow(v)
    await v.press(words.de.next)
    await v.sees(
      'Ihr Foto wurde an einem anderen Ort aufgenommen.',
      'liegt außerhalb von Teststadt',
      'behalten wir gern',
    )
    await v.fill(/^Adresse/, 'Gartenweg 3')
    await v.press('Adresse suchen')
    await v.sees('Gartenweg 3, 63450 Teststadt')
  })
})

/** The bytes that everybody gets: a picture, and no word about where and with what it was taken. */
async function nothingButPicture(v: Visitor, source: string): Promise<void> {
  const { status, headers, body: bytes } = await v.fetch(source.replace('/klein', '/gross'))
  expect(status).toBe(200)
  expect(await exifr.gps(bytes).catch(() => undefined)).toBeUndefined()
  const plain = bytes.toString('latin1')
  for (const trace of ['Exif\0\0', 'Demokamera', 'Stadtdraht', 'Apple', 'GPS'])
    expect(plain).not.toContain(trace)
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
}

/** Pictures are not only there, they can be seen. */
async function picturesShow(v: Visitor): Promise<void> {
  for (const img of await v.page.locator('main img').all()) {
    await img.scrollIntoViewIfNeeded()
    const shown = await img.evaluate(async (element) => {
      const picture = element as HTMLImageElement
      await picture.decode().catch(() => {})
      return [picture.src, picture.naturalWidth > 0]
    })
    expect(shown).toEqual([shown[0], true])
  }
}

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changeCategory, managedCategory } from '#modules/reports/index.ts'
import { PhotoDetector } from '#platform/images/detector.ts'
import { createLog } from '#platform/log.ts'
import { somewhere } from '../helpers.ts'
import { jpegAt } from './photos.ts'
import { beginWithPhotos, describe_, readReceipt } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage
let detector: Server

beforeAll(async () => {
  stage = await openStage()
  detector = createServer(async (request, response) => {
    for await (const _ of request);
    response.end(
      JSON.stringify({ boxes: [{ kind: 'face', x: 0.1, y: 0.1, w: 0.2, h: 0.2, confidence: 0.9 }] }),
    )
  })
  await new Promise<void>((resolve) => detector.listen(0, '127.0.0.1', resolve))
  const { port } = detector.address() as AddressInfo
  const { town } = stage
  town.platform.detector = new PhotoDetector(`http://127.0.0.1:${port}/`, createLog('silent'), 10_000)
  await town.tx(await town.staff(town.ids.admin), async (ctx) => {
    const { code, groupName: _, position: __, version, ...now } = await managedCategory(ctx, 'baum')
    await changeCategory(ctx, code, { ...now, publish: 'after_look' }, version)
  })
})
afterEach(allLeave)
afterAll(async () => {
  detector?.closeAllConnections()
  detector?.close()
  await stage?.close()
})

/** Presses the label of a word: a box lies over it. */
const mark = (v: Visitor, word: string) => v.page.locator('.sd-words__one', { hasText: word }).first().click()

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Own words and photos, $how', ({ js }) => {
  it('are warned of, looked at before they are public, and taken back afterwards', async () => {
    const v = await Visitor.come(stage, { js })
    // So far apart that neither is taken for the other.
    const place = js ? somewhere : { lat: somewhere.lat, lon: somewhere.lon + 0.01 }
    await beginWithPhotos(v, [await jpegAt(place, js ? 'schlagloch-1' : 'schlagloch-2')], { js })
    await v.sees('Auf Foto 1 könnte etwas Privates zu sehen sein')
    await v.press(/^Gesicht 1 .* schwärzen$/)
    await v.sees('1 Stelle geschwärzt')
    expect(await v.text()).not.toContain('könnte etwas Privates')
    await v.press(/^Weiter$/)
    await v.press('Ja, weiter')
    expect(v.path).toBe('/melden/beschreibung')
    await v.fill('Beschreibung', 'Umgestürzter Baum vom Nachbarn Wolkenstein, Tel. 0170 1234567, am Weg')
    await v.press(/^Weiter$/)
    await v.sees('Telefonnummer: 0170 1234567')
    await v.press('„0170 1234567“ unkenntlich machen')
    expect(await v.page.getByLabel('Beschreibung').inputValue()).toBe(
      'Umgestürzter Baum vom Nachbarn Wolkenstein, Tel. ███, am Weg',
    )
    await describe_(v, {
      text: 'Umgestürzter Baum vom Nachbarn Wolkenstein, Tel. ███, am Weg',
      category: 'tree',
    })
    await v.sees(
      'So erscheint Ihre Meldung öffentlich',
      'Öffentlich wird die Meldung erst, wenn sie freigegeben ist',
    )
    await v.press('Meldung abschicken')
    const { number, link } = await readReceipt(v)
    await v.sees('Ihre Meldung ist noch nicht öffentlich.')
    await stage.quiet()
    const nobody = await Visitor.come(stage, { js })
    expect(await nobody.open(`/meldungen/${number}`)).toBe(404)

    const staff = await Visitor.come(stage, { js, viewport: desk })
    await staff.signIn('gardener')
    await staff.open('/vorgaenge?ansicht=amt')
    await staff.follow('Wartet auf Freigabe')
    await staff.sees(number, 'wartet auf Freigabe')
    await staff.open(`/vorgaenge/${number}`)
    await staff.follow('Ansehen, schwärzen und freigeben')
    await mark(staff, 'Nachbarn')
    await staff.press('Veröffentlichen')
    await staff.sees('Veröffentlicht.')
    expect(await nobody.open(`/meldungen/${number}`)).toBe(200)
    expect(await nobody.text()).toMatch(/Wolkenstein/)
    expect(await nobody.text()).not.toContain('Nachbarn')
    expect(await nobody.page.locator('img[src^="/fotos/"]').count()).toBeGreaterThan(0)

    const tracking = new URL(link, stage.url).pathname
    await v.open(tracking)
    await v.follow(/^Wörter unkenntlich machen/)
    await mark(v, 'Wolkenstein')
    await v.press('Unkenntlich machen')
    await v.sees('Das ist jetzt unkenntlich, überall und für alle.')
    await nobody.open(`/meldungen/${number}`)
    expect(await nobody.text()).not.toContain('Wolkenstein')

    await v.follow('Foto 1 schwärzen oder zurückziehen')
    await v.page.locator('.sd-boxes img').waitFor()
    if (js) {
      const add = v.button('Rechteck hinzufügen')
      await add.click()
      await v.page.keyboard.press('ArrowLeft')
      await v.page.keyboard.press('Shift+ArrowDown')
      const frame = (await v.page.locator('[data-picture]').boundingBox())!
      await v.page.mouse.move(frame.x + 10, frame.y + 10)
      await v.page.mouse.down()
      await v.page.mouse.move(frame.x + 90, frame.y + 70, { steps: 3 })
      await v.page.mouse.up()
      const drawn = await v.page.locator('[data-boxes]').inputValue()
      expect(drawn.split(';')).toHaveLength(2)
      expect(drawn).toMatch(/^0\.3800,0\.4000,0\.2000,0\.2200;/)
    } else await v.page.getByLabel('Zeile 2, Spalte 3').check()
    await v.press('Markiertes schwärzen')
    await v.sees('Das ist jetzt unkenntlich')

    await v.follow('Text oder Kategorie ändern')
    const now = await v.page.getByLabel('Beschreibung').inputValue()
    // What the town blacked out stays so.
    await v.fill('Beschreibung', 'Umgestürzter Baum, alles ist weg')
    await v.press('Änderung speichern')
    await v.sees('Bitte lassen Sie ███ stehen.')
    await v.fill('Beschreibung', `${now}, seit heute`)
    await v.press('Änderung speichern')
    await v.sees('Ihre Meldung ist geändert.', 'noch nicht öffentlich')
    // What was looked at was another text.
    expect(await nobody.open(`/meldungen/${number}`)).toBe(404)
    await staff.open(`/vorgaenge/${number}`)
    await staff.sees('Text von der meldenden Person geändert')
    await staff.follow('Original ansehen')
    await staff.sees('Wolkenstein', 'Dieser Zugriff ist festgehalten.')
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLayer, importObjects, objectsOf } from '#modules/objects/index.ts'
import { objectOfReport } from '#modules/reports/index.ts'
import { scrollsSideways } from '../browser.ts'
import { reportByApp } from './app.ts'
import { lampFile, lampLayer } from './objects-pages.ts'
import { words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, phone, Visitor } from './visitor.ts'

let stage: Stage
/** Stickers by number, and what stands on buttons. */
const codes: Record<string, string> = {}
const w = words.de

beforeAll(async () => {
  stage = await openStage({ webgl: true })
  const { tx } = stage.town
  await tx('system', (ctx) => createLayer(ctx, lampLayer({ categories: ['baum'] })))
  await tx('system', (ctx) => importObjects(ctx, 'strassenlaternen', lampFile))
  for (const one of await tx('system', (ctx) => objectsOf(ctx, { layer: 'strassenlaternen' })))
    codes[one.number] = one.code
})
afterEach(allLeave)
afterAll(() => stage?.close())

/** What the last report is about. */
const lastAbout = () =>
  stage.town.tx('system', async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('cases.case')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return (await objectOfReport(ctx, id))?.number ?? null
  })

describe.each([
  [true, 'L-1'],
  [false, 'L-3'],
] as const)('a sticker, scanned (JavaScript: %s)', (js, number) => {
  it('is four taps from a report', async () => {
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.open(`/o/${codes[number]!.toUpperCase()}`)
    expect(await v.h1).toBe(`Straßenlaterne ${number}`)
    await v.press('Melden: Umgestürzter Baum')
    await v.fill(w.description, 'Er lehnt an der Laterne')
    await v.press(w.next)
    expect(v.path).toBe('/melden/kontakt')
    await v.press(w.next)
    expect(v.path).toBe('/melden/pruefen')
    expect(await scrollsSideways(v.page)).toBe(false)
    await v.press(w.send)
    expect(v.path).toBe('/melden/fertig')
    expect(await lastAbout()).toBe(number)
  })
})

it('a lamp is picked from the list beside an address, without JavaScript', async () => {
  const v = await Visitor.come(stage, { js: false })
  await v.open('/melden')
  await v.press(w.placeFirst)
  await v.fill(/^Adresse/, 'Hauptstraße 12')
  await v.press('Adresse suchen')
  await v.choose(/^Hauptstraße 12/)
  await v.press(w.next)
  await v.page.getByText('Geht es um eines davon?').first().click()
  await v.choose(/goldenen Gans/)
  await v.page.locator('button[value="weiter"]').first().click()
  await v.page.waitForURL(/fotos|beschreibung/)
  await v.open('/melden/ort')
  expect(await v.page.locator('input[name="objekt"]:checked').count()).toBe(1)
})

it('the desk says which lamp it is, by list and by number, without JavaScript', async () => {
  const number = await reportByApp(stage, { text: 'Die Lampe flackert' })
  const v = await Visitor.come(stage, { js: false, viewport: phone })
  await v.signIn('clerk')
  await v.open(`/vorgaenge/${number}`)
  await v.page.locator('summary', { hasText: 'Mehr' }).click()
  await v.follow('Objekt festlegen')
  expect(await scrollsSideways(v.page)).toBe(false)
  await v.choose(/goldenen Gans/)
  await v.press('Objekt speichern')
  await v.sees('Objekt gespeichert.', 'Objekt festgelegt: Die alte Laterne', /1 Meldung in 12 Monaten/)
  await v.follow('Objekt ändern')
  await v.fill(/Nummer oder Kennung/, 'l 0003')
  await v.press('Objekt speichern')
  await v.sees('vom gemeldeten Ort entfernt')
  await v.choose(/Straßenlaterne L-3/)
  await v.press('Objekt speichern')
  await v.sees('(L-2) → Straßenlaterne L-3')
  await v.open(`/o/${codes['L-3']}`)
  await v.sees('Offene Meldungen (1)', 'Schlagloch')
})

it('objects show on the map from near by, and a tap opens what is known of one', async () => {
  const v = await Visitor.come(stage, { js: true })
  await v.open('/karte?ebene=strassenlaternen#17.5/50.12810/8.92830')
  await v.page.locator('[data-island="map"][data-ready]').waitFor({ timeout: 30_000 })
  await v.page.waitForResponse(/objekte\.json/).catch(() => null)
  const card = v.page.locator('[data-map-card]')
  const canvas = v.page.locator('.sd-map__canvas')
  await canvas.scrollIntoViewIfNeeded()
  for (let i = 0; i < 30 && (await card.isHidden()); i++) {
    const box = (await canvas.boundingBox())!
    await v.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await v.page.waitForTimeout(500)
  }
  expect(await card.innerText()).toContain('goldenen Gans')
  await v.follow(/Hier etwas melden/)
  expect(v.path).toBe(`/o/${codes['L-2']}`)
})

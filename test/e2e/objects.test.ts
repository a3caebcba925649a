import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createLayer, importObjects, objectsOf } from '#modules/objects/index.ts'
import { objectOfReport } from '#modules/reports/index.ts'
import { scrollsSideways } from '../browser.ts'
import { lampFile, lampLayer } from './objects-pages.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, phone, Visitor } from './visitor.ts'

let stage: Stage
let code = ''

beforeAll(async () => {
  stage = await openStage({ webgl: true })
  const { tx } = stage.town
  await tx('system', (ctx) => createLayer(ctx, lampLayer({ categories: ['baum'] })))
  await tx('system', (ctx) => importObjects(ctx, 'strassenlaternen', lampFile))
  code = (await tx('system', (ctx) => objectsOf(ctx, { layer: 'strassenlaternen' })))[0]!.code
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

describe.each([true, false])('a sticker, scanned (JavaScript: %s)', (js) => {
  it('is four taps from a report', async () => {
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.open(`/o/${code.toUpperCase()}`)
    expect(await v.h1).toBe('Straßenlaterne L-1')
    await v.press('Melden: Umgestürzter Baum')
    await v.fill(/^Beschreib|^Was/, 'Der Baum lehnt an der Laterne')
    await v.press('Weiter')
    expect(v.path).toBe('/melden/kontakt')
    await v.press('Weiter')
    expect(v.path).toBe('/melden/pruefen')
    expect(await scrollsSideways(v.page)).toBe(false)
    await v.press('Meldung absenden')
    expect(v.path).toBe('/melden/fertig')
    expect(await lastAbout()).toBe('L-1')
  })
})

it('a lamp is picked from the list beside an address, without JavaScript', async () => {
  const v = await Visitor.come(stage, { js: false })
  await v.open('/melden')
  await v.press('Mit dem Ort beginnen')
  await v.fill(/^Adresse/, 'Hauptstraße 12')
  await v.press('Adresse suchen')
  await v.choose(/^Hauptstraße 12/)
  await v.press('Weiter')
  await v.page.getByText('Geht es um eines davon?').first().click()
  await v.choose(/goldenen Gans/)
  await v.page.locator('button[value="weiter"]').first().click()
  await v.page.waitForURL(/fotos|beschreibung/)
  await v.open('/melden/ort')
  expect(await v.page.locator('input[name="objekt"]:checked').count()).toBe(1)
})

it('objects show on the map from near by, and a tap opens what is known of one', async () => {
  const v = await Visitor.come(stage, { js: true })
  await v.open('/karte?ebene=strassenlaternen#17.5/50.12806/8.92795')
  await v.page.locator('[data-island="map"][data-ready]').waitFor({ timeout: 30_000 })
  await v.page.waitForResponse(/objekte\.json/).catch(() => null)
  const card = v.page.locator('[data-map-card]')
  const canvas = v.page.locator('.sd-map__canvas')
  for (let i = 0; i < 10 && (await card.isHidden()); i++) {
    const box = (await canvas.boundingBox())!
    await v.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await v.page.waitForTimeout(500)
  }
  expect(await card.innerText()).toContain('Straßenlaterne L-1')
  await v.follow(/Hier etwas melden/)
  expect(v.path).toBe(`/o/${code}`)
})

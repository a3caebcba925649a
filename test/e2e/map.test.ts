import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { scrollsSideways } from '../browser.ts'
import { somewhere } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
/** Two at one place, one of another kind further away. */
const made = { here: [] as string[], tree: '' }

beforeAll(async () => {
  stage = await openStage({ webgl: true })
  for (const text of ['Loch vor der Bäckerei', 'Dasselbe Loch noch einmal'])
    made.here.push(await reportByApp(stage, { text }))
  made.tree = await reportByApp(stage, {
    text: 'Baum ohne Krone',
    category: 'baum',
    place: { lat: somewhere.lat + 0.003, lon: somewhere.lon + 0.014 },
  })
})
afterEach(allLeave)
afterAll(() => stage?.close())

const ready = (v: Visitor) => v.page.locator('[data-island="map"][data-ready]').waitFor({ timeout: 30_000 })
const zoomOf = (v: Visitor) => Number(/^#([\d.]+)/.exec(new URL(v.page.url()).hash)?.[1])
const card = (v: Visitor) => v.page.locator('[data-map-card]')

/** Taps the middle of the map, where what was found is framed, when all clusters have come. */
async function tapMiddle(v: Visitor): Promise<void> {
  await v.page.waitForLoadState('networkidle')
  await v.page.waitForTimeout(400)
  await v.page.locator('.sd-map__canvas').scrollIntoViewIfNeeded()
  const box = (await v.page.locator('.sd-map__canvas').boundingBox())!
  await v.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
}

for (const viewport of [desk, phone])
  describe(`the map at ${viewport.width} px`, () => {
    it('opens clusters until what lies together is a list, and keeps its address', async () => {
      const v = await Visitor.come(stage, { js: true, viewport })
      await v.open('/karte?kategorie=schlagloch')
      await ready(v)
      await v.page.waitForFunction(() => location.hash.startsWith('#'))
      const first = zoomOf(v)
      // Each tap leads nearer; a finger may miss while the map is still moving.
      for (let i = 0; i < 10 && (await card(v).isHidden()); i++) {
        await tapMiddle(v)
        await v.page.waitForTimeout(1000)
      }
      expect(zoomOf(v)).toBeGreaterThan(Math.max(first, 18))
      await card(v).waitFor({ state: 'visible' })
      expect(await card(v).innerText()).toContain('2 Meldungen an dieser Stelle')
      for (const number of made.here)
        expect(await card(v).locator(`a[href="/meldungen/${number}"]`).count()).toBe(1)
      await v.page.keyboard.press('Escape')
      expect(await card(v).isHidden()).toBe(true)
      expect(await scrollsSideways(v.page)).toBe(false)
    })

    it('opens a report, whose card has an address of its own', async () => {
      const v = await Visitor.come(stage, { js: true, viewport })
      await v.open('/karte?kategorie=baum')
      await ready(v)
      for (let i = 0; i < 10 && (await card(v).isHidden()); i++) {
        await tapMiddle(v)
        await v.page.waitForTimeout(500)
      }
      await card(v).locator(`a[href="/meldungen/${made.tree}"]`).waitFor()
      await v.page.waitForFunction((number) => location.hash.endsWith(number), `/${made.tree}`)
      const friend = await Visitor.come(stage, { js: true, viewport })
      await friend.page.goto(v.page.url())
      await ready(friend)
      await card(friend).locator(`a[href="/meldungen/${made.tree}"]`).waitFor()
      await card(friend).locator(`a[href="/meldungen/${made.tree}"]`).click()
      await friend.page.waitForURL(`**/meldungen/${made.tree}`)
      await friend.sees('Baum ohne Krone')
    })

    it('filters without loading the page anew, and back again', async () => {
      const v = await Visitor.come(stage, { js: true, viewport })
      await v.open('/karte')
      await ready(v)
      await v.page.evaluate(() => document.body.setAttribute('data-same', ''))
      const list = v.page.locator('[data-map-part="list"]')
      expect(await list.innerText()).toContain('3 Meldungen')
      await v.page.getByText('Suchen und filtern').click()
      await v.page.getByLabel('Kategorie').selectOption('baum')
      await v.page.getByRole('button', { name: 'Filtern' }).click()
      await v.page.waitForURL(/kategorie=baum/)
      await list.getByText('1 Meldung.').waitFor()
      expect(await v.page.locator('[data-map-live]').textContent()).toContain('1 Meldung')
      await v.page.getByRole('link', { name: 'Abgeschlossen' }).click()
      await v.page.waitForURL(/status=erledigt/)
      await list.getByText('Dazu gibt es keine Meldung').waitFor()
      await v.page.goBack()
      await list.getByText('1 Meldung.').waitFor()
      expect(v.page.url()).not.toContain('status=')
      expect(await v.page.locator('body[data-same]').count()).toBe(1)
      expect(await scrollsSideways(v.page)).toBe(false)
    })
  })

describe('without JavaScript', () => {
  for (const viewport of [desk, phone])
    it(`circles lead to lists, and an address to what is near it, at ${viewport.width} px`, async () => {
      const v = await Visitor.come(stage, { js: false, viewport })
      await v.open('/karte')
      const circle = v.page.locator('.map-picture a[aria-label="2 Meldungen"]')
      await circle.click()
      await v.page.waitForURL(/\/meldungen\?bereich=/)
      await v.sees('2 Meldungen', 'Kartenausschnitt')
      expect(await v.page.locator(`a[href="/meldungen/${made.tree}"]`).count()).toBe(0)
      await v.open('/karte?kategorie=baum')
      await v.page.locator('.map-picture a[aria-label="1 Meldung"]').click()
      await v.page.waitForURL(/kategorie=baum.*bereich=/)
      await v.sees('1 Meldung.', 'Umgestürzter Baum')
      await v.page.locator(`a[href="/meldungen/${made.tree}"]`).click()
      await v.page.waitForURL(`**/meldungen/${made.tree}`)
      await v.open('/karte')
      await v.page.getByText('Suchen und filtern').click()
      await v.fill('In der Nähe von', 'Hauptstraße 12')
      await v.page.getByRole('button', { name: 'Filtern' }).click()
      await v.page.waitForURL(/nahe=/)
      await v.sees(/\d+ m entfernt/)
      const order = await v.page.locator('.sd-reports a').allInnerTexts()
      expect(order.at(-1)).toContain('Baum')
      expect(await scrollsSideways(v.page)).toBe(false)
    })
})

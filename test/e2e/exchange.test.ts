import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exchangeAll } from '#modules/exchange/index.ts'
import { OtherServer } from '#modules/exchange/other-server.fixture.ts'
import { outside } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
const county = new OtherServer()
beforeAll(async () => {
  stage = await openStage()
  await county.up()
  stage.town.platform.config.innerTargets.push(`127.0.0.1:${county.port}`)
  county.answer = ({ method, path }) => {
    if (path.endsWith('/services.json'))
      return { body: [{ service_code: 'schlagloch', service_name: 'Fahrbahnschaden', metadata: false }] }
    if (method === 'POST') return { status: 201, body: [{ service_request_id: 'K-4711' }] }
    return { body: [] }
  }
})
afterEach(allLeave)
afterAll(async () => {
  await county.down()
  await stage?.close()
})

for (const js of [false, true])
  describe(js ? 'with JavaScript' : 'without JavaScript', () => {
    it('somebody takes open data along', async () => {
      await reportByApp(stage, { text: 'Ein Loch' })
      const v = await Visitor.come(stage, { js, viewport: phone })
      await v.open('/')
      await v.follow('Offene Daten')
      const year = String(new Date(stage.town.platform.clock.now()).getFullYear())
      await v.page.getByLabel('Jahr').selectOption(year)
      await v.press('Auswahl übernehmen')
      const href = await v.page.getByRole('link', { name: /^GeoJSON .*Meldungen/ }).getAttribute('href')
      expect(href).toContain(`jahr=${year}`)
      const { port } = new URL(stage.url)
      const file = await (await fetch(`http://127.0.0.1:${port}${href}`)).json()
      expect(file.features.length).toBeGreaterThan(0)
    })
  })

it('a partner is set up, mapped, and gets what is theirs; the case shows their number', async () => {
  const admin = await Visitor.come(stage, { js: false, viewport: desk })
  await admin.signIn('admin')
  await admin.open('/verwaltung/partner/neu')
  await admin.fill('Name', 'Landkreis')
  await admin.fill('Adresse des Open311-Zugangs', 'nicht so')
  await admin.press('Speichern')
  await admin.sees('Geben Sie die Adresse des Open311-Zugangs ein')
  await admin.fill('Adresse des Open311-Zugangs', county.url)
  await admin.page.getByLabel('Welche Stelle ist das?').selectOption({ label: 'Nachbargemeinde' })
  await admin.press('Speichern')
  await admin.sees('Der Partner ist eingerichtet.')
  await admin.press('Verbindung prüfen')
  await admin.sees('Die Verbindung steht: 1 Dienst wird angeboten.')
  await admin.press('Liste jetzt abrufen')
  await admin.sees('Vorschlag: Fahrbahnschaden')
  await admin.press('Vorschläge übernehmen')
  await admin.sees('Die Zuordnung ist gespeichert.')
  const number = await reportByApp(stage, { text: 'Loch hinter der Grenze', place: outside })
  await stage.quiet()
  await exchangeAll(stage.town.platform)
  const clerk = await Visitor.come(stage, { js: false, viewport: desk })
  await clerk.signIn('clerk')
  await clerk.open(`/vorgaenge/${number}`)
  await clerk.sees('Bei der anderen Stelle', 'K-4711')
})

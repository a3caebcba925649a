import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { somewhere } from '../helpers.ts'
import { Network } from './network.ts'
import { jpegAt } from './photos.ts'
import { describe_, findAddress } from './reporting.ts'
import { openStage, type Stage, until } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

const reports = () =>
  stage.town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('cases.case')
      .select(['number', 'type'])
      .where('tenant_id', '=', ctx.tenant.id)
      .execute(),
  )

it('a report written without network is sent by itself, once, when the network is back', async () => {
  const network = await Network.to(stage.url)
  const url = stage.url.replace(/\d+$/, String(network.port))
  const v = await Visitor.come(stage, { js: true })
  v.mayVisit(new URL(url).host)
  await v.context.grantPermissions(['geolocation'], { origin: url })
  await v.context.setGeolocation({ latitude: somewhere.lat, longitude: somewhere.lon, accuracy: 8 })
  try {
    await v.open(`${url}/melden`)
    await v.page.evaluate(() => navigator.serviceWorker.ready)
    network.off()
    // Opened anew, there is the page that needs no network.
    await v.open(`${url}/melden`)
    await v.sees('Melden ohne Netz')
    await v.page.locator('input[type=file]').setInputFiles([await jpegAt(somewhere)])
    await v.fill('Was haben Sie gesehen?', 'Scherben am Spielplatz')
    await v.page.getByLabel(/Worum geht es/).selectOption('baum')
    await v.button('Meinen Standort verwenden').click()
    await v.page.getByText('Standort gefunden').waitFor()
    await v.button('Meldung abschicken').click()
    await v.page.getByText('Wartet auf Netz').waitFor()
    // The phone is put away, and taken out again where there is still none.
    await v.page.reload()
    await v.page.getByText('Wartet auf Netz').waitFor()
    expect(await reports()).toEqual([])
    network.on()
    await v.page.evaluate(() => dispatchEvent(new Event('online')))
    await v.page.getByText('Abgeschickt: Nummer').waitFor()
    expect(await reports()).toHaveLength(1)
    // What was typed is on the device no more; the link to its state is.
    const kept = await v.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opened = indexedDB.open('melden')
          opened.onsuccess = () => {
            const all = opened.result.transaction('reports').objectStore('reports').getAll()
            all.onsuccess = () => resolve(JSON.stringify(all.result))
          }
        }),
    )
    expect(kept).not.toContain('Scherben')
    expect(kept).toContain('/status/')
  } finally {
    v.faults.splice(0, v.faults.length, ...v.faults.filter((fault) => !/ERR_|Failed to load/.test(fault)))
    await network.close()
  }
})

it('a terminal asks after 45 seconds and has forgotten everything after 60', async () => {
  const v = await Visitor.come(stage, { js: true, viewport: desk })
  await v.page.clock.install()
  await v.open('/terminal')
  await v.press('Als Terminal einrichten')
  await v.open('/melden')
  await v.press('Ganz ohne Foto melden')
  await v.page.clock.fastForward(46_000)
  await v.page.getByText('Sind Sie noch da?').waitFor()
  await v.button('Ja, weitermachen').click()
  await v.page.clock.fastForward(40_000)
  expect(v.path).toBe('/melden/ort')
  await v.page.clock.fastForward(21_000)
  await v.page.waitForURL('**/terminal')
  expect((await v.context.cookies()).map((cookie) => cookie.name)).toEqual(['terminal'])
  await until('nothing begun is left', async () => {
    const open = await stage.town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('reports.draft')
        .select('id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('submitted_at', 'is', null)
        .execute(),
    )
    return open.length === 0 || null
  })
  await v.page.goBack()
  expect(v.path).not.toBe('/melden/ort')
})

for (const js of [true, false])
  it(`begins at one device and ends at another, with two things in one go (${js ? 'with' : 'without'} scripts)`, async () => {
    const at = await Visitor.come(stage, { js, viewport: desk })
    await at.open('/melden')
    await at.press('Ganz ohne Foto melden')
    await at.fill(/^Adresse/, 'Hauptstraße 12')
    await at.open('/melden/geraet')
    const link = (await at.page.locator('a[href*="/melden/uebernehmen/"]').getAttribute('href'))!
    const phone = await Visitor.come(stage, { js })
    await phone.open(link)
    await phone.press('Hier weitermachen')
    expect(phone.path).toBe('/melden/ort')
    await at.open('/melden/ort')
    await at.sees('gibt es nicht mehr')
    const before = (await reports()).length
    await findAddress(phone, js ? 'Hauptstraße 12' : 'Gartenweg 3')
    await describe_(phone, { text: 'Ein Loch in der Straße' })
    await phone.press('Noch etwas an dieser Stelle')
    await phone.press('Weiter ohne Foto')
    await describe_(phone, { text: 'Und daneben noch ein Loch' })
    await phone.sees('Ein Loch in der Straße')
    await phone.press('Alle 2 Meldungen abschicken')
    await phone.sees('2 Meldungen sind angekommen')
    expect(await reports()).toHaveLength(before + 2)
  })

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { visibleCase } from '#modules/cases/index.ts'
import { createLayer, importObjects } from '#modules/objects/index.ts'
import { makeRound, makeRun, managedRound, today } from '#modules/rounds/index.ts'
import { scrollsSideways } from '../browser.ts'
import { reportByApp } from './app.ts'
import { lampLayer } from './objects-pages.ts'
import { describe_, findAddress, words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

describe.each([true, false])('an outage that is known (JavaScript: %s)', (js) => {
  it('is said before the report is sent, and saves it', async () => {
    const clerk = await Visitor.come(stage, { js: false, viewport: desk })
    await clerk.signIn('clerk')
    await clerk.open('/verwaltung/baustellen/neu')
    await clerk.fill(/^Titel$/, `Stromausfall ${js}`)
    await clerk.fill(/^Text$/, 'Wir arbeiten daran.')
    await clerk.fill(/^Adresse/, 'Hauptstraße 12')
    await clerk.choose('Umgestürzter Baum')
    await clerk.press('Speichern')
    await clerk.press('Veröffentlichen')
    await clerk.sees('Veröffentlicht.')
    const path = clerk.path

    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.open('/melden')
    await v.press(words.de.without)
    await findAddress(v, 'Hauptstraße 12')
    await describe_(v, { text: 'Der Baum liegt da', category: 'tree' })
    await v.sees(`Das ist schon bekannt: Stromausfall ${js}`)
    expect(await scrollsSideways(v.page)).toBe(false)
    await v.press('Das reicht mir')
    await v.sees('Danke, dass Sie sich gekümmert haben.')
    await v.fill('E-Mail-Adresse', `nora-${js}@example.org`)
    await v.press('Benachrichtigen')
    const letter = await stage.letterTo(`nora-${js}@example.org`, 'Bitte bestätigen')
    await v.open(new URL(letter.link('/baustellen/folgen/')).pathname)
    await v.press('Ja, benachrichtigen')
    await v.sees('Wir schreiben Ihnen, wenn es etwas Neues gibt.')
    await v.follow(/^„.+“ ansehen$/)
    expect(v.path).toMatch(/^\/baustellen\/[^/]+$/)
    await clerk.open(path.replace(/\?.*/, ''))
    await clerk.press('Jetzt beenden')
    await clerk.sees('beendet')
    await stage.letterTo(`nora-${js}@example.org`, 'vorbei')
  })
})

it('two offices work on one report, and it closes with the last part', async () => {
  const number = await reportByApp(stage, { text: 'Ampel defekt und Mast umgefahren' })
  const clerk = await Visitor.come(stage, { js: false, viewport: desk })
  await clerk.signIn('clerk')
  await clerk.open(`/vorgaenge/${number}/teil`)
  await clerk.press('Teil anlegen')
  await clerk.sees('Bitte wählen Sie eine Kategorie.')
  await clerk.page.getByLabel('Was ist dort zu tun?').selectOption({ label: 'Umgestürzter Baum' })
  await clerk.fill('Auftrag an die andere Stelle', 'Bitte den Mast wegräumen')
  await clerk.press('Teil anlegen')
  await clerk.sees('Teil angelegt.', `${number}-1`, 'Grünflächenamt')

  const gardener = await Visitor.come(stage, { js: false, viewport: desk })
  await gardener.signIn('gardener')
  await gardener.open('/vorgaenge?ansicht=unit')
  await gardener.sees(`Teil von ${number}`)
  await gardener.open(`/vorgaenge/${number}-1`)
  await gardener.sees('Ampel defekt und Mast umgefahren', 'Bitte den Mast wegräumen')
  expect(await gardener.open(`/vorgaenge/${number}`)).toBe(404)
  await gardener.open(`/vorgaenge/${number}-1/abschluss`)
  await gardener.press('Vorgang abschließen')
  await stage.quiet()

  const v = await Visitor.come(stage, { js: false, viewport: phone })
  await v.open(`/meldungen/${number}`)
  await v.sees('Grünflächenamt: erledigt')
  expect(await v.open(`/meldungen/${number}-1`)).toBe(404)
  const c = await stage.town.tx('system', (ctx) => visibleCase(ctx, number))
  expect(c.status).toBe('closed')
})

describe.each([true, false])('a round (JavaScript: %s)', (js) => {
  it('is walked on a phone: in order, a defect, not accessible, done', async () => {
    const { tx, ids } = stage.town
    const run = await tx('system', async (ctx) => {
      const layer = await createLayer(ctx, lampLayer({ name: { de: `Spielplätze ${js}`, en: '' } }))
      await importObjects(ctx, layer, 'nummer;name;lat;lon\nSP-1;Anger;50.128;8.92\nSP-2;Park;50.128;8.93')
      const id = await makeRound(ctx, {
        name: 'Spielplätze',
        unitId: ids.roads,
        personId: null,
        layer,
        areaId: null,
        rhythm: { every: 'week', days: [1] },
        skipHolidays: true,
        daysToWalk: 1,
        questions: [],
        defectType: 'schlagloch',
        active: true,
      })
      return makeRun(ctx, await managedRound(ctx, id), today(ctx))
    })
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.signIn('clerk')
    await v.open(`/rundgaenge/${run}`)
    await v.sees('0 von 2 angesehen')
    await v.follow('Festhalten')
    await v.press('Festhalten')
    await v.sees('Bitte wählen Sie aus, wie es ist.')
    await v.choose('In Ordnung')
    await v.press('Festhalten')
    await v.sees('1 von 2 angesehen')
    await v.follow('Festhalten')
    await v.choose('Mangel')
    await v.press('Festhalten')
    await v.fill('Was ist der Mangel?', 'Schaukel lose')
    expect(await scrollsSideways(v.page)).toBe(false)
    await v.press('Festhalten')
    await v.sees('2 von 2 angesehen', 'Meldung 2026-')
    await v.press('Rundgang abschließen')
    await v.sees('Abgeschlossen am')
    const csv = await v.fetch(`/rundgaenge/${run}/nachweis.csv`)
    expect(csv.body.toString()).toContain('Anger (SP-1)')
    const pdf = await v.fetch(`/rundgaenge/${run}/nachweis.pdf`)
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

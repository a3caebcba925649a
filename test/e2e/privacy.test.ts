import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { closeCase } from '#modules/cases/index.ts'
import { decideApproval, openApprovals } from '#modules/organisation/index.ts'
import { textOfPdf } from '#platform/pdf/reading.fixture.ts'
import { report } from '../../src/workspace/workspace.fixture.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Data protection at work, $how', ({ js }) => {
  const come = async (): Promise<Visitor> => {
    const v = await Visitor.come(stage, { js, viewport: desk })
    await v.signIn('officer')
    return v
  }
  /** Finds somebody by a case's number and notes what they want. */
  const ask = async (v: Visitor, number: string, kind: string): Promise<void> => {
    await v.open('/verwaltung')
    await v.follow('Auskunft und Löschung')
    await v.fill(/E-Mail-Adresse, Vorgangsnummer/, number)
    await v.press('Suchen')
    await v.press('Antrag anlegen')
    await v.sees(
      'Bitte wählen Sie mindestens einen Eintrag aus.',
      'Bitte sagen Sie, woran Sie die Person erkannt haben.',
    )
    await v.choose(/Ḗlias/)
    await v.choose(kind)
    await v.choose('Ausweis am Schalter')
    await v.press('Antrag anlegen')
    await v.sees('Ḗlias Żółć')
  }

  it('somebody gets everything that is known of them', async () => {
    const { number } = await report(stage.town, `Wurzel im Radweg ${js}`, { name: 'Ḗlias Żółć' })
    const v = await come()
    await ask(v, number, 'Auskunft')
    const pdf = await v.fetch(await hrefOf(v, 'Als PDF'))
    expect(pdf.headers['content-type']).toBe('application/pdf')
    const text = textOfPdf(pdf.body)
    for (const words of ['Ḗlias Żółć', number, `Wurzel im Radweg ${js}`]) expect(text).toContain(words)
    const json = await v.fetch(await hrefOf(v, 'Als JSON'))
    expect(JSON.parse(json.body.toString()).cases[0].messages[0].text).toBe(`Wurzel im Radweg ${js}`)
    await v.page.locator('summary', { hasText: 'Als erledigt vermerken' }).click()
    await v.press('Als erledigt vermerken')
    await v.sees('Der Antrag ist erledigt.')
    expect(v.faults).toEqual([])
  })

  it('somebody is forgotten when a second person agrees', async () => {
    const { number, id } = await report(stage.town, 'Scherben', { name: 'Ḗlias Żółć' })
    await stage.town.tx('system', (ctx) => closeCase(ctx, id, { outcome: 'fixed' }))
    const v = await come()
    await ask(v, number, 'Löschung')
    await v.sees('wird anonymisiert')
    await v.page.locator('summary', { hasText: 'Löschung beantragen' }).click()
    await v.press('Löschung beantragen')
    await v.sees('Eine zweite Person muss noch zustimmen.')
    const second = await stage.town.staff(stage.town.ids.admin)
    const [asked] = (await stage.town.tx(second, (ctx) => openApprovals(ctx))).toDecide
    await stage.town.tx(second, (ctx) => decideApproval(ctx, asked!.id, { yes: true }))
    await stage.quiet()
    await v.page.reload()
    await v.sees('anonymisiert', 'gelöscht', 'erledigt')
    expect(await v.text()).not.toContain('Ḗlias')
    expect(v.faults).toEqual([])
  })

  it('a case is held, and its period changed', async () => {
    const { number } = await report(stage.town, 'Fürs Gericht')
    const v = await come()
    await v.open('/verwaltung/sperren')
    await v.fill('Nummer des Vorgangs', number)
    await v.fill(/^Grund/, 'AZ 1 O 5/26')
    await v.fill('Tag', '31')
    await v.fill('Monat', '2')
    await v.fill('Jahr', '2030')
    await v.press('Sperre setzen')
    await v.sees('Bitte geben Sie den Tag so an')
    await v.fill('Tag', '28')
    await v.press('Sperre setzen')
    await v.sees('Die Sperre ist gesetzt.', `Vorgang ${number}`, '28.02.2030')
    await v.open('/verwaltung/verarbeitungen/reports')
    await v.fill('Aufbewahrung in Tagen', js ? '720' : '750')
    await v.press('Speichern')
    await v.sees(`${js ? 24 : 25} Monate nach dem Abschluss`)
    await v.open('/datenschutz')
    await v.sees(`${js ? 24 : 25} Monate nach dem Abschluss, dann anonymisiert`)
    expect(v.faults).toEqual([])
  })
})

const hrefOf = async (v: Visitor, name: string): Promise<string> =>
  (await v.link(name).first().getAttribute('href'))!

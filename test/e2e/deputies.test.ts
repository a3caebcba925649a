import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assignCase, visibleCase } from '#modules/cases/index.ts'
import { endDeputyship, organisation } from '#modules/organisation/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { MONDAY } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterEach(async () => {
  await allLeave()
  stage.town.clock.set(MONDAY)
  for (const { id } of (await stage.town.tx('system', organisation)).deputyships)
    await stage.town.tx('system', (ctx) => endDeputyship(ctx, id))
})
afterAll(() => stage?.close())

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Over a holiday, $how', ({ js }) => {
  const come = async (who: Parameters<Visitor['signIn']>[0]): Promise<Visitor> => {
    const v = await Visitor.come(stage, { js, viewport: desk })
    await v.signIn(who)
    return v
  }

  it('the head names a deputy, who sees and does the work and is said to have done it for another', async () => {
    const number = await reportByApp(stage, { text: 'Loch, während Jonas am Meer ist' })
    await stage.quiet()
    await stage.town.tx('system', async (ctx) =>
      assignCase(ctx, (await visibleCase(ctx, number)).id, stage.town.ids.clerk),
    )
    const before = await come('gardener')
    expect(await before.open(`/vorgaenge/${number}`)).toBe(404)

    const head = await come('head')
    await head.follow('Vertretung')
    await head.follow('Vertretung eintragen')
    await head.press('Vertretung eintragen')
    await head.sees('Bitte wählen Sie, wer vertritt.')
    await head.page.getByLabel('Wer wird vertreten?').selectOption({ label: 'Jonas Weiß' })
    await head.page.getByLabel('Wer vertritt?').selectOption({ label: 'Ole Grün' })
    await head.fill('Ab wann?', '2026-11-24')
    await head.fill('Bis wann?', '2026-11-27')
    await head.press('Vertretung eintragen')
    await head.sees('Die Vertretung ist eingetragen.', '24.11.2026 bis 27.11.2026', 'beginnt später')
    const letter = await stage.letterTo('gardener@teststadt.example', 'Sie vertreten Jonas Weiß')
    expect(letter.link('/vertretung')).toContain('/vertretung')

    // The day comes; nobody has to do anything for it.
    stage.town.clock.set('2026-11-24T08:00:00Z')
    const deputy = await come('gardener')
    await deputy.follow('Vertretung')
    await deputy.sees('Sie vertreten gerade: Jonas Weiß', 'gilt jetzt')
    await deputy.open('/vorgaenge?ansicht=meine')
    await deputy.sees(number, 'in Vertretung für Jonas Weiß')
    await deputy.open(`/vorgaenge/${number}`)
    await deputy.sees('Sie vertreten Jonas Weiß.')
    await deputy.open(`/vorgaenge/${number}/abschluss`)
    await deputy.fill('Wort an die meldende Person', 'Das Loch ist zu.')
    await deputy.press('Vorgang abschließen')
    await deputy.sees('Abgeschlossen.', 'Ole Grün (in Vertretung für Jonas Weiß)')

    // And it ends by itself: the page that is still open gives nothing more.
    stage.town.clock.set('2026-11-27T23:00:00Z')
    const after = await come('gardener')
    expect(await after.open(`/vorgaenge/${number}`)).toBe(404)
    const citizen = await Visitor.come(stage, { js })
    await citizen.open(`/meldungen/${number}`)
    await citizen.sees('Das Loch ist zu.')
    expect(await citizen.page.content()).not.toContain('Vertretung für')
  })

  it('absences come from a calendar file, after one has looked at them', async () => {
    const clerk = await come('clerk')
    await clerk.open('/vertretung/abwesenheit')
    const file = (text: string) => ({
      name: 'kalender.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(text),
    })
    await clerk.page.locator('#datei').setInputFiles(file('kein Kalender'))
    await clerk.press('Datei ansehen')
    await clerk.sees('Das ist keine Kalenderdatei.')
    const entry = (uid: string, title: string, day: string) =>
      `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${title}\r\nDTSTART;VALUE=DATE:${day}\r\nEND:VEVENT\r\n`
    const text = `BEGIN:VCALENDAR\r\n${entry('a', 'Urlaub', '20261207')}${entry('b', 'Messe', '20261208')}END:VCALENDAR`
    await clerk.page.locator('#datei').setInputFiles(file(text))
    await clerk.press('Datei ansehen')
    await clerk.sees('07.12.2026', 'Urlaub', '08.12.2026', 'Messe')
    expect(await clerk.page.getByLabel('07.12.2026').isChecked()).toBe(true)
    expect(await clerk.page.getByLabel('08.12.2026').isChecked()).toBe(false)
    await clerk.press('Ausgewählte Zeiten übernehmen')
    await clerk.sees('07.12.2026', 'aus Kalenderdatei')
    expect(await clerk.text()).not.toContain('08.12.2026')
    await clerk.open('/vertretung')
    await clerk.sees('Wer ist weg?', '07.12.2026', 'ohne Vertretung')
    await clerk.open('/vertretung/abwesenheit')
    await clerk.page.locator('summary', { hasText: 'Entfernen' }).first().click()
    await clerk.press('Ja, entfernen')
    await clerk.sees('Die Abwesenheit ist entfernt.')
  })

  it('what takes two is decided by two', async () => {
    await stage.town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', { categories: ['schlagloch'] }))
    const number = await reportByApp(stage, { text: 'Loch, das niemand füllen will' })
    await stage.quiet()
    const clerk = await come('clerk')
    await clerk.open(`/vorgaenge/${number}/abschluss`)
    await clerk.choose(/^Keine Maßnahme/)
    await clerk.fill('Wort an die meldende Person', 'Das ist ein Privatweg.')
    await clerk.press('Vorgang abschließen')
    await clerk.sees('Zur Freigabe vorgelegt.', 'Wartet auf zweite Person')
    await stage.quiet()
    const letter = (await stage.lettersTo('head@teststadt.example')).at(-1)!
    expect(letter.subject).toBe('Jonas Weiß bittet um Ihre Freigabe')
    const head = await come('head')
    await head.open(new URL(letter.link('/freigaben/')).pathname)
    await head.sees('Das ist ein Privatweg.', 'Jonas Weiß')
    await head.press('Ablehnen')
    await head.sees('Bitte nennen Sie den Grund.')
    await head.press('Zustimmen')
    await head.sees('Sie haben zugestimmt.')
    await stage.quiet()
    await clerk.open(`/vorgaenge/${number}`)
    await clerk.sees('Keine Maßnahme', 'Jonas Weiß, bestätigt von Dr. Ayşe Łukasiewicz')
    await stage.town.tx('system', (ctx) => changeSetting(ctx, 'fourEyes', {}))
  })
})

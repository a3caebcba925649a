import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reportByApp } from './app.ts'
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
])('A restricted case, $how', ({ js }) => {
  const come = async (who: Parameters<Visitor['signIn']>[0]): Promise<Visitor> => {
    const v = await Visitor.come(stage, { js, viewport: desk })
    await v.signIn(who)
    return v
  }
  const email = `geheim.${js ? 'mit' : 'ohne'}@buerger.example`
  const words = `Der Kollege ${js ? 'Zaunkönig' : 'Rotkehlchen'} war betrunken`

  it('is there for whom it is limited to, opens in an emergency, and the officer sees who read it', async () => {
    const number = await reportByApp(stage, { text: words, email })
    const letter = await stage.letterTo(email, 'ist angekommen')
    await stage.quiet()
    const at = (noun: string) => `/vorgaenge/${number}/${noun}`

    const clerk = await come('clerk')
    await clerk.open(at('beschraenkung'))
    await clerk.press('Vorgang beschränken')
    await clerk.sees('Bitte wählen Sie einen Grund aus.')
    await clerk.choose('Personalsache')
    await clerk.page.getByLabel('Jonas Weiß').uncheck()
    await clerk.page.getByLabel('Dr. Ayşe Łukasiewicz').check()
    await clerk.press('Vorgang beschränken')
    // Nobody locks themselves out by a slip; the choice of the others is still there.
    await clerk.sees('Sie selbst hätten danach keinen Zugriff mehr.')
    expect(await clerk.page.getByLabel('Dr. Ayşe Łukasiewicz').isChecked()).toBe(true)
    await clerk.page.getByLabel('Jonas Weiß').check()
    await clerk.page.getByLabel('Dr. Ayşe Łukasiewicz').uncheck()
    await clerk.press('Vorgang beschränken')
    expect(clerk.path).toBe(`/vorgaenge/${number}`)
    await clerk.sees('Der Vorgang ist jetzt beschränkt.', 'Wer davon weiß', 'Personalsache', words)

    const nobody = await Visitor.come(stage, { js })
    expect(await nobody.open(`/meldungen/${number}`)).toBe(404)
    await nobody.open('/meldungen')
    expect(await nobody.text('main')).not.toContain(words)
    await nobody.open(new URL(letter.link('/status/')).pathname)
    await nobody.sees(words)

    const head = await come('head')
    expect(await head.open(`/vorgaenge/${number}`)).toBe(404)
    await head.open(`/vorgaenge?ansicht=amt&suche=${number}`)
    expect(await head.text('main')).not.toContain(words)
    await head.open('/vorgaenge')
    await head.follow('Notzugriff')
    await head.fill('Nummer des Vorgangs', '2026-999999')
    await head.fill('Warum muss es jetzt sein?', 'Der Kollege sitzt am Steuer, niemand ist erreichbar.')
    await head.press('Vorgang im Notfall öffnen')
    await head.sees('Unter dieser Nummer gibt es für Sie keinen beschränkten Vorgang.')
    await head.fill('Nummer des Vorgangs', number)
    await head.press('Vorgang im Notfall öffnen')
    expect(head.path).toBe(`/vorgaenge/${number}`)
    await head.sees('Notzugriff bis', 'Alles, was Sie ansehen, wird festgehalten', words)
    await stage.letterTo('officer@teststadt.example', `Notzugriff auf den Vorgang ${number}`)

    await clerk.open(at('notiz'))
    await clerk.fill('Notiz', 'Nur zwischen uns: Attest liegt vor.')
    await clerk.page.locator('summary', { hasText: 'Nur für bestimmte Personen' }).click()
    await clerk.page.getByLabel('Jonas Weiß').check()
    await clerk.press('Notiz speichern')
    await clerk.sees('Attest liegt vor.', 'nur für Ausgewählte', 'Notzugriff durch Dr. Ayşe Łukasiewicz')
    await head.open(`/vorgaenge/${number}`)
    expect(await head.text('main')).not.toContain('Attest')

    const officer = await come('officer')
    await officer.open('/verwaltung/notzugriffe')
    await officer.sees('Der Kollege sitzt am Steuer', '2026-999999', 'abgewiesen', 'geöffnet bis')
    await officer.open('/verwaltung/lesezugriffe')
    await officer.fill(/^Nummer des Vorgangs/, number)
    await officer.press('Suchen')
    await officer.sees('Dr. Ayşe Łukasiewicz', 'Vorgang geöffnet', 'Sachbearbeitung, Tiefbauamt')
    expect(await officer.open(`/vorgaenge/${number}`)).toBe(404)

    stage.town.clock.advance({ hours: 4, minutes: 1 })
    const later = await come('head')
    expect(await later.open(`/vorgaenge/${number}`)).toBe(404)
    const back = await come('clerk')
    await back.open(at('freigabe'))
    await back.page.getByLabel('Auch wieder öffentlich zeigen').check()
    await back.press('Beschränkung aufheben')
    await back.sees('Beschränkung aufgehoben.')
    expect(await nobody.open(`/meldungen/${number}`)).toBe(200)
    await later.open(`/vorgaenge/${number}`)
    await later.sees(words)
    // The note was limited on its own, and stays so.
    expect(await later.text('main')).not.toContain('Attest')
  })
})

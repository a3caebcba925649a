import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { somewhere } from '../helpers.ts'
import { reportByApp } from './app.ts'
import { jpegAt } from './photos.ts'
import { openStage, PASSWORD, type Stage } from './server.ts'
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
])('At the desk, $how', ({ js }) => {
  const come = async (who: Parameters<Visitor['signIn']>[0]): Promise<Visitor> => {
    const v = await Visitor.come(stage, { js, viewport: desk })
    await v.signIn(who)
    expect(v.path).toBe('/vorgaenge')
    return v
  }
  const person = (name: string) => `${name}.${js ? 'mit' : 'ohne'}@buerger.example`

  it('signing in says what is wrong, closes the door for a while, and leads where one wanted to go', async () => {
    const number = await reportByApp(stage, { text: 'Für die Anmeldung' })
    const v = await Visitor.come(stage, { js })
    await v.open(`/vorgaenge/${number}`)
    expect(v.path).toBe('/anmeldung')
    await v.press(/^Anmelden$/)
    await v.sees('Bitte geben Sie Ihre E-Mail-Adresse ein.', 'Bitte geben Sie Ihr Passwort ein.')
    const email = js ? 'head@teststadt.example' : 'gardener@teststadt.example'
    for (let i = 0; i < 5; i++) {
      await v.fill(/E-Mail/, email)
      await v.fill('Passwort', `falsch-${i}-falsch`)
      await v.press(/^Anmelden$/)
      expect(await v.page.getByLabel(/E-Mail/).inputValue()).toBe(email)
      if (i < 4) await v.sees('E-Mail-Adresse oder Passwort stimmen nicht.')
    }
    await v.fill('Passwort', PASSWORD)
    await v.press(/^Anmelden$/)
    await v.sees('Die Anmeldung ist kurz gesperrt', /Bitte versuchen Sie es um \d\d:\d\d Uhr wieder/)
    stage.town.clock.advance({ minutes: 2 })
    await v.fill('Passwort', PASSWORD)
    await v.press(/^Anmelden$/)
    if (js) {
      expect(v.path).toBe(`/vorgaenge/${number}`)
      await v.sees('Für die Anmeldung')
    } else expect(await v.h1).toMatch(/gibt es nicht/) // the gardener has no business with potholes
    await v.open('/vorgaenge')
    await v.page.locator('summary', { hasText: 'Menü' }).click()
    await v.press('Abmelden')
    expect(v.path).toBe('/anmeldung')
    await v.open('/vorgaenge')
    expect(v.path).toBe('/anmeldung')
  })

  it('a case is planned, spoken about and handed to another office, which ends it with a reason', async () => {
    const email = person('garten')
    const number = await reportByApp(stage, { text: 'Loch neben der Eiche', email })
    const letter = await stage.letterTo(email, 'ist angekommen')
    await stage.quiet()
    const at = (noun: string) => `/vorgaenge/${number}/${noun}`
    const clerk = await come('clerk')
    await clerk.open(`/vorgaenge/${number}`)
    await clerk.press('Übernehmen')
    await clerk.sees('Übernommen.', 'Jonas Weiß')
    await clerk.open(at('prioritaet'))
    await clerk.choose('dringend')
    await clerk.press('Priorität speichern')
    await clerk.sees('Priorität geändert: normal → dringend')
    await clerk.open(at('frist'))
    await clerk.page.locator('input[name=bis]').fill('2026-12-01T12:00')
    await clerk.press('Frist speichern')
    await clerk.sees('Frist geändert auf', '1. Dezember 2026')
    await clerk.open(at('notiz'))
    await clerk.press('Notiz speichern')
    await clerk.sees('Bitte schreiben Sie etwas.')
    await clerk.fill('Notiz', 'Herr Öztürk weiß, wo das Rohr liegt.')
    await clerk.press('Notiz speichern')
    await clerk.sees('Interne Notiz', 'Herr Öztürk')
    await clerk.open(at('zuweisung'))
    await clerk.page.getByLabel('An wen?').selectOption({ label: 'Mira Vogt' })
    await clerk.press(/^Zuweisen$/)
    await clerk.sees('Zugewiesen an Mira Vogt')
    await clerk.open(at('weitergabe'))
    await clerk.press(/^Weitergeben$/)
    await clerk.sees('Bitte wählen Sie aus, wohin der Vorgang gehen soll.')
    await clerk.page.getByLabel('Wohin?').selectOption({ label: 'Grünflächenamt' })
    await clerk.fill('Was sollte man dort wissen?', 'Es liegt an der Wurzel.')
    await clerk.press(/^Weitergeben$/)
    // Gone from this desk: the list says so, and the case is nobody's business here any more.
    expect(clerk.path).toBe('/vorgaenge')
    await clerk.sees(`Vorgang ${number}: Weitergegeben.`)
    expect(await clerk.open(`/vorgaenge/${number}`)).toBe(404)

    const gardener = await come('gardener')
    await gardener.open('/vorgaenge?ansicht=unverteilt')
    await gardener.sees(number, 'dringend')
    await gardener.open(`/vorgaenge/${number}`)
    await gardener.sees(
      'Weitergegeben von Tiefbauamt an Grünflächenamt',
      'Es liegt an der Wurzel.',
      'Jonas Weiß',
    )
    await gardener.open(at('abschluss'))
    await gardener.choose(/^Keine Maßnahme/)
    await gardener.press('Vorgang abschließen')
    await gardener.sees('Bitte nennen Sie den Grund.')
    expect(await gardener.page.getByLabel(/^Keine Maßnahme/).isChecked()).toBe(true)
    await gardener.fill('Wort an die meldende Person', 'Die Wurzel steht unter Schutz.')
    await gardener.press('Vorgang abschließen')
    await gardener.sees('Keine Maßnahme', 'Die Wurzel steht unter Schutz.')
    expect((await stage.letterTo(email, 'ist abgeschlossen')).text).toContain(
      'Die Wurzel steht unter Schutz.',
    )

    // Reopened, looked for, not found.
    await gardener.open(at('wiederaufnahme'))
    await gardener.fill('Warum wird der Vorgang wieder aufgenommen?', 'Neue Fotos sind da.')
    await gardener.press('Vorgang wieder aufnehmen')
    await gardener.sees('Wieder aufgenommen', 'offen')
    await stage.letterTo(email, 'wird noch einmal geprüft')
    await gardener.open(at('abschluss'))
    await gardener.choose(/^Vor Ort nicht mehr festgestellt/)
    await gardener.press('Vorgang abschließen')
    await stage.quiet()
    expect((await stage.lettersTo(email)).at(-1)!.text).toContain('nichts mehr feststellen')

    // What stays in the house stays in the house.
    const citizen = await Visitor.come(stage, { js })
    for (const page of [`/meldungen/${number}`, letter.link('/status/')]) {
      expect(await citizen.open(page)).toBe(200)
      await citizen.sees('Die Wurzel steht unter Schutz.')
      const all = await citizen.page.content()
      for (const inner of ['Öztürk', 'Es liegt an der Wurzel', 'Jonas Weiß', 'Mira Vogt'])
        expect(all).not.toContain(inner)
    }
  })

  it('a case of somebody else goes to them by mail; a second report of the same is tied to the first', async () => {
    const email = person('doppelt')
    const first = await reportByApp(stage, { text: 'Loch am Tor' })
    const second = await reportByApp(stage, { text: 'Loch am Tor, schon wieder', email })
    const clerk = await come('clerk')
    await clerk.open(`/vorgaenge/${second}/abschluss`)
    await clerk.choose(/^Schon gemeldet/)
    await clerk.press('Vorgang abschließen')
    await clerk.sees('Bitte geben Sie die Nummer der anderen Meldung an.')
    await clerk.fill('Nummer der anderen Meldung', '2026-999999')
    await clerk.press('Vorgang abschließen')
    await clerk.sees('Zu dieser Nummer gibt es keinen Vorgang')
    await clerk.fill('Nummer der anderen Meldung', first)
    await clerk.press('Vorgang abschließen')
    await clerk.sees('Schon gemeldet', `Vorgang ${first}`)
    await stage.letterTo(email, `Ihre Meldung ${second}: schon bekannt`)

    await clerk.open(`/vorgaenge/${first}/weitergabe`)
    await clerk.page.getByLabel('Wohin?').selectOption({ label: 'Nachbargemeinde' })
    await clerk.press(/^Weitergeben$/)
    await clerk.open(`/vorgaenge/${first}`)
    await clerk.sees('Weitergeleitet an: Nachbargemeinde', 'Andere Stelle zuständig')
    const passedOn = await stage.letterTo('post@nachbar.example', `Weitergeleitete Meldung ${first}`)
    expect(passedOn.text).toContain('Loch am Tor')
  })

  it('two at the same case: the later one sees what the first did, keeps their words and decides', async () => {
    const number = await reportByApp(stage, { text: 'Loch, um das sich zwei kümmern' })
    await stage.quiet()
    const [clerk, head] = [await come('clerk'), await come('head')]
    await clerk.open(`/vorgaenge/${number}/abschluss`)
    await clerk.fill('Wort an die meldende Person', 'Meine lange, schöne Antwort.')
    await head.open(`/vorgaenge/${number}/termin`)
    await head.page.locator('input[name=am]').fill('2026-11-25T07:30')
    await head.press('Termin speichern')

    await clerk.press('Vorgang abschließen')
    await clerk.sees('Der Vorgang hat sich inzwischen geändert', 'Termin festgelegt', 'Dr. Ayşe Łukasiewicz')
    expect(await clerk.page.getByLabel('Wort an die meldende Person').inputValue()).toBe(
      'Meine lange, schöne Antwort.',
    )
    await clerk.press('Trotzdem so senden')
    await clerk.sees('Behoben', 'Meine lange, schöne Antwort.')

    // What the first one did makes the second one's plan impossible: the words are still there.
    await head.open(`/vorgaenge/${number}`)
    await head.sees('Meine lange, schöne Antwort.')
    await head.open(`/vorgaenge/${number}/abschluss`)
    expect(head.path).toBe(`/vorgaenge/${number}`)
  })

  it('each may do what their role allows, and no more', async () => {
    const number = await reportByApp(stage, { text: 'Loch mit Rechten', photo: await jpegAt(somewhere) })
    await stage.quiet()
    const worker = await come('worker')
    await worker.open(`/vorgaenge/${number}`)
    expect(await worker.link('Weitergeben').count()).toBe(0)
    expect(await worker.link('Abschließen').count()).toBe(1)
    expect(await worker.open(`/vorgaenge/${number}/weitergabe`)).toBe(403)
    expect(await worker.open('/post')).toBe(403)
    const admin = await come('admin')
    await admin.open(`/vorgaenge/${number}`)
    await admin.sees('Sie können diesen Vorgang lesen, aber nicht bearbeiten.')
    await admin.open('/post')
    await admin.sees('Postausgang', 'versendet')
    const stranger = await Visitor.come(stage, { js, viewport: desk })
    await stranger.signIn('clerk', 'anderstadt')
    expect(await stranger.open(`${stage.otherUrl}/vorgaenge/${number}`)).toBe(404)
    await stranger.open(`${stage.otherUrl}/vorgaenge?ansicht=amt`)
    expect(await stranger.text()).not.toContain('Loch mit Rechten')
  })

  it('the keyboard alone does it', async () => {
    const text = `Loch für die Tastatur ${js}`
    const number = await reportByApp(stage, { text })
    await stage.quiet()
    const v = await come('clerk')
    await v.open('/vorgaenge?ansicht=amt&sortierung=neu')
    const row = v.page.locator(`tr[data-row="${number}"]`)
    if (js) {
      for (let i = 0; i < 40 && !(await row.evaluate((tr) => tr.classList.contains('is-selected'))); i++)
        await v.page.keyboard.press('j')
      await v.page.locator(`[data-preview] [data-number="${number}"]`).waitFor()
      expect(await v.page.locator('[data-preview]').textContent()).toContain(text)
      await v.page.keyboard.press('?')
      expect(await v.page.locator('#hilfe').isVisible()).toBe(true)
      await v.page.keyboard.press('Escape')
      await v.page.keyboard.press('/')
      expect(await v.page.evaluate(() => document.activeElement?.id)).toBe('suche')
      await v.page.keyboard.press('Tab')
      await v.page.keyboard.press('o')
    } else {
      await tabTo(v, row.getByRole('link', { name: 'Schlagloch' }))
      await v.page.keyboard.press('Enter')
    }
    await v.page.waitForURL(`**/vorgaenge/${number}`)
    await tabTo(v, v.link('Termin festlegen').or(v.link('Abschließen')).first())
    await tabTo(v, v.link('Abschließen').first())
    await v.page.keyboard.press('Enter')
    await v.page.waitForURL('**/abschluss')
    await tabTo(v, v.page.getByLabel('Wort an die meldende Person'))
    await v.page.keyboard.type('Ganz ohne Maus.')
    await tabTo(v, v.button('Vorgang abschließen'))
    await v.page.keyboard.press('Enter')
    await v.page.waitForURL(`**/vorgaenge/${number}?getan=abschluss`)
    await v.sees('Abgeschlossen.', 'Ganz ohne Maus.')
  })
})

/** Tab until it is reached; wherever the focus stops on the way, it can be seen. */
async function tabTo(v: Visitor, target: Locator): Promise<void> {
  for (let i = 0; i < 150; i++) {
    await v.page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
    const seen = await v.page.evaluate(() => {
      const active = document.activeElement as HTMLElement | null
      if (!active || active === document.body) return ''
      const { width, height } = active.getBoundingClientRect()
      // The ring may be drawn around what holds the field, or on the label that stands for it.
      const label = active.id ? document.querySelector(`label[for="${active.id}"]`) : null
      const ringed = [active, active.parentElement, active.parentElement?.parentElement, label].filter(
        (e) => e != null,
      )
      const marked = [
        ...ringed.map((element) => getComputedStyle(element)),
        ...(label ? [getComputedStyle(label, '::before')] : []),
      ].some((style) => style.outlineStyle !== 'none')
      return width > 0 && height > 0 && marked ? '' : active.outerHTML.slice(0, 200)
    })
    expect(seen).toBe('')
  }
  throw new Error(`Tab does not reach ${target}`)
}

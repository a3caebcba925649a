import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changeReference } from '#platform/context/memory.ts'
import { describe_, findAddress, quickReport, send, words } from './reporting.ts'
import { openStage, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

/** Asks for a link and opens it from the mail; answers where one is then. */
async function signIn(v: Visitor, email: string, name?: string): Promise<void> {
  if (v.path !== '/konto/anmeldung') await v.open('/konto/anmeldung')
  await v.fill('E-Mail-Adresse', email)
  await v.press('Link schicken')
  expect(await v.h1).toBe('Sehen Sie in Ihr Postfach')
  await stage.quiet()
  const letter = (await stage.lettersTo(email)).findLast((one) => one.subject.includes('Link zur Anmeldung'))
  await v.open(letter!.link('/konto/anmeldung/'))
  await v.sees('Sie melden sich an als', email)
  await v.press('Anmelden')
  if (!name) return
  await v.open('/konto/angaben')
  await v.fill('Name', name)
  await v.press('Speichern')
  await v.sees('Gespeichert')
}

const required = (level: string | null) =>
  stage.town.tx('system', async (ctx) => {
    await changeReference(ctx)
    await ctx.db
      .updateTable('reports.category')
      .set({ required_level: level })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('code', '=', 'schlagloch')
      .execute()
  })

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('My account, $how', ({ js }) => {
  const mark = js ? 'mit' : 'ohne'

  it('signs in by link, takes a case over by its tracking link, and shows all of it', async () => {
    const v = await Visitor.come(stage, { js, viewport: phone })
    const email = `zofia.${mark}@buerger.example`
    const { number, link } = await quickReport(v, { text: `Tiefes Loch ${mark}`, email })
    await v.open(link)
    await v.press('In mein Konto übernehmen')
    expect(v.path).toBe('/konto/anmeldung')
    await signIn(v, email)
    expect(v.path).toMatch(/^\/status\//)
    await v.press('In mein Konto übernehmen')
    expect(v.path).toBe(`/konto/vorgaenge/${number}`)
    await v.sees('Der Vorgang steht jetzt in Ihrem Konto', `Tiefes Loch ${mark}`)
    await v.fill('Ihre Nachricht', 'Heute noch tiefer')
    await v.press('Nachricht senden')
    await v.sees('Heute noch tiefer')

    // The town plans a visit; it is in the account, to be taken into one's calendar.
    const clerk = await Visitor.come(stage, { js: false, viewport: desk })
    await clerk.signIn('clerk')
    await clerk.open(`/vorgaenge/${number}`)
    await clerk.sees('Heute noch tiefer')
    await v.open('/konto/zugriffe')
    await v.sees(`Ihr Vorgang ${number}`)

    await v.open('/konto/angaben')
    await v.fill('Name', 'Žofia Groß-Łukasiewicz')
    await v.press('Speichern')
    await v.open('/konto')
    expect(await v.h1).toBe('Guten Tag, Žofia Groß-Łukasiewicz')
    await v.open('/konto/einwilligungen')
    await v.press(/^Erlauben Formulare vorausfüllen/)
    await v.sees('Gespeichert')
    const file = await v.fetch('/konto/daten/auskunft.json')
    expect(JSON.parse(file.body.toString()).cases.map((c: { number: string }) => c.number)).toContain(number)
    await v.open('/konto/zugang')
    await v.sees('Dieses Gerät')
    await v.press('Abmelden')
    await v.open(`/konto/vorgaenge/${number}`)
    expect(v.path).toBe('/konto/anmeldung')
  })

  it('a category that asks who reports waits at its last page, and goes on where one was', async () => {
    await required('none')
    const v = await Visitor.come(stage, { js, viewport: phone })
    await v.open('/melden')
    await v.press(words.de.without)
    await findAddress(v, 'Hauptstraße 12')
    await describe_(v, { text: `Loch mit Anmeldung ${mark}` })
    await v.sees('müssen Sie angemeldet sein', 'bleibt erhalten')
    await v.follow('Anmelden und weiter')
    await signIn(v, `melder.${mark}@buerger.example`)
    expect(v.path).toBe('/melden/pruefen')
    await v.sees(`Loch mit Anmeldung ${mark}`)
    const { number } = await send(v)
    await v.open('/konto/vorgaenge')
    await v.sees(number)
    await required(null)
  })

  it('an organisation is confirmed by the town; two people act for it, until one may no more', async () => {
    const name = `Bäckerei ${mark}`
    const [boss, helper] = [`chefin.${mark}@firma.example`, `hilfe.${mark}@firma.example`]
    const v = await Visitor.come(stage, { js, viewport: phone })
    await signIn(v, boss, 'Ayşe Chefin')
    await v.open('/konto/organisationen')
    await v.follow('Organisation anlegen')
    await v.fill('Name der Organisation', name)
    await v.fill('Registereintrag', 'HRB 4711, Amtsgericht Hanau')
    await v.press('Anlegen und prüfen lassen')
    await v.sees(name, 'wird geprüft')

    const clerk = await Visitor.come(stage, { js, viewport: desk })
    await clerk.signIn('head')
    await clerk.open('/verwaltung/unternehmen')
    await clerk.follow(name)
    await clerk.sees('HRB 4711', 'Ayşe Chefin')
    await clerk.press('Bestätigen')
    await clerk.sees('Bestätigt.')
    await stage.letterTo(boss, 'ist bestätigt')

    await v.open('/konto/organisationen')
    await v.follow(name)
    await v.fill('E-Mail-Adresse', helper)
    await v.press('Einladen')
    await v.sees('Die Einladung ist unterwegs', helper)

    const second = await Visitor.come(stage, { js, viewport: phone })
    const invitation = (await stage.letterTo(helper, 'Einladung')).link('/konto/einladung/')
    await second.open(invitation)
    await second.follow('Anmelden')
    await signIn(second, helper)
    await second.press('Annehmen')
    await second.sees(name, 'melden und schreiben, lesen')
    await second.page.getByLabel('Ich handle für').selectOption({ label: name })
    await second.press('Wechseln')
    await second.sees(`Sie handeln jetzt für ${name}`)
    const { number } = await quickReport(second, { text: `Loch im Hof ${mark}` })
    await second.open('/konto/vorgaenge')
    await second.sees(number)

    // The boss sees it too, and takes the power away: gone at once.
    await v.page.getByLabel('Ich handle für').selectOption({ label: name })
    await v.press('Wechseln')
    await v.open(`/konto/vorgaenge/${number}`)
    await v.sees(`Loch im Hof ${mark}`)
    await v.open('/konto/organisationen')
    await v.follow(name)
    await v.page.locator('.sd-confirm summary', { hasText: 'Vollmacht entziehen' }).click()
    await v.press('Vollmacht entziehen')
    expect(await second.open(`/konto/vorgaenge/${number}`)).toBe(404)
  })
})

describe('A passkey', () => {
  it('is set up in the account and then signs in alone', async () => {
    const v = await Visitor.come(stage, { js: true, viewport: phone })
    const cdp = await v.context.newCDPSession(v.page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signIn(v, 'finger@buerger.example')
    await v.open('/konto/zugang')
    await v.fill('Name des Geräts', 'mein Handy')
    await v.press('Passkey einrichten')
    await v.sees('Der Passkey ist eingerichtet', 'Passkey: mein Handy')
    await v.press('Abmelden')
    await v.open('/konto/anmeldung?weiter=/konto/zugang')
    await v.press('Mit Passkey anmelden')
    await v.page.waitForURL('**/konto/zugang')
    await v.sees('mit Passkey angemeldet')
  })
})

describe('Possible doubles', () => {
  it('are compared side by side, decided with a reason, and taken back', async () => {
    const app = await Visitor.come(stage, { js: false, viewport: phone })
    for (const text of ['Loch eins', 'Loch zwei'])
      await quickReport(app, { text, email: 'doppelt@buerger.example' })
    const { findAllDoubles } = await import('#modules/parties/index.ts')
    await stage.town.tx('system', findAllDoubles)
    const v = await Visitor.come(stage, { js: true, viewport: desk })
    await v.signIn('head')
    await v.open('/verwaltung/doppelte')
    await v
      .link(/Žofia Groß – Žofia Groß/)
      .first()
      .click()
    await v.sees('Wer ist Žofia Groß?', 'gleich')
    await v.press('Entscheiden')
    await v.sees('Bitte entscheiden Sie, ob es dieselbe Person ist')
    if (!(await v.page.locator('#wer-1').isChecked())) await v.page.locator('label[for="wer-1"]').click()
    await v.choose('Dieselbe Person')
    await v.fill('Woran haben Sie das erkannt?', 'am Telefon')
    await v.press('Entscheiden')
    await v.sees('Zusammengeführt')
    await v.follow('Dieselbe Person')
    await v.sees('am Telefon')
    await v.press(/^Zurücknehmen/)
    await v.sees('stehen wieder für sich')
  })
})

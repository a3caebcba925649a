import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '#modules/identity/index.ts'
import { addMembership, employ } from '#modules/organisation/index.ts'
import { reportByApp } from './app.ts'
import { openStage, PASSWORD, type Stage } from './server.ts'
import { allLeave, desk, Visitor } from './visitor.ts'

let stage: Stage
const ROOT = 'wurzel@teststadt.example'

beforeAll(async () => {
  stage = await openStage()
  const { town } = stage
  const hash = await hashPassword(PASSWORD)
  // The fixture's administrator runs one department; making roles takes the whole town.
  await town.tx('system', async (ctx) => {
    const { account } = await employ(ctx, {
      name: 'Wanda Wurzel',
      email: ROOT,
      lang: 'de',
      role: { unit: town.ids.roads, role: 'administrator' },
    })
    await addMembership(ctx, { account, unit: town.ids.parks, role: 'administrator' })
    await ctx.db
      .updateTable('identity.account')
      .set({ password_hash: hash })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', account)
      .execute()
  })
})
afterEach(allLeave)
afterAll(() => stage?.close())

const signIn = async (v: Visitor, email: string): Promise<void> => {
  await v.open('/anmeldung')
  await v.fill(/E-Mail/, email)
  await v.fill('Passwort', PASSWORD)
  await v.press(/^Anmelden$/)
}

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Making a role, $how', ({ js }) => {
  const name = js ? 'Telefonzentrale' : 'Bürgertelefon'
  const email = js ? 'zentrale@teststadt.example' : 'telefon@teststadt.example'

  it('is done, given until a day, and allows exactly what it says', async () => {
    const number = await reportByApp(stage, { text: `Loch für ${name}` })
    const away = await reportByApp(stage, {
      text: 'Baum am Weg',
      category: 'baum',
      place: { lat: 50.131, lon: 8.93 },
    })
    const root = await Visitor.come(stage, { js, viewport: desk })
    await signIn(root, ROOT)

    // A role of one's own, with its preview.
    await root.open('/verwaltung')
    await root.follow('Rollen')
    await root.follow('Neue Rolle')
    await root.fill('Name der Rolle', name)
    await root.choose('Vorgänge der eigenen Einheit lesen')
    await root.choose('Interne Notizen schreiben')
    const preview = root.page.locator('[data-preview]')
    if (!js) await root.press('Vorschau zeigen')
    await preview.getByText(`Das darf, wer „${name}“ hat`).waitFor()
    await preview.getByText('Interne Notizen schreiben').waitFor()
    expect(await preview.getByText('Vorgänge abschließen').count()).toBe(0)
    await root.press('Rolle anlegen')
    await root.sees('Die Rolle ist angelegt', 'Zurzeit niemand.')

    // Somebody new gets it until a day.
    await root.open('/verwaltung/personen')
    await root.follow('Person einladen')
    await root.press('Einladen')
    await root.sees('Bitte geben Sie einen Namen ein.', 'Bitte wählen Sie eine Einheit.')
    await root.fill('Name', 'Hülya Țepeș')
    await root.fill('E-Mail-Adresse', email)
    await root.page.getByLabel('Rolle', { exact: true }).selectOption({ label: name })
    await root.page.getByLabel('Einheit', { exact: true }).selectOption({ label: 'Tiefbauamt' })
    await root.page.locator('input[name=bis]').fill('2026-11-24')
    await root.press('Einladen')
    await root.sees('Die Person ist angelegt', 'eingeladen', `${name}`, 'bis 24.11.2026')
    const person = root.path

    // She sets her password by the link that came by mail; it works once.
    const letter = await stage.letterTo(email, 'Ihr Zugang')
    const her = await Visitor.come(stage, { js, viewport: desk })
    await her.open(letter.link('/einladung/'))
    await her.fill('Neues Passwort', PASSWORD)
    await her.fill('Neues Passwort noch einmal', 'etwas ganz anderes')
    await her.press('Passwort festlegen')
    await her.sees('Die beiden Passwörter stimmen nicht überein.')
    await her.page.locator('input[name=passwort]').fill(PASSWORD)
    await her.page.locator('input[name=wiederholung]').fill(PASSWORD)
    await her.press('Passwort festlegen')
    expect(her.path).toBe('/anmeldung')
    expect(await her.open(letter.link('/einladung/'))).toBe(404)
    await signIn(her, email)

    // Exactly what the role says: she reads and notes, and does nothing else.
    expect(await her.open(`/vorgaenge/${number}`)).toBe(200)
    expect(await her.text('header')).toContain(name)
    await her.open(`/vorgaenge/${number}/notiz`)
    await her.fill('Notiz', 'Anruf kam um neun.')
    await her.press('Notiz speichern')
    await her.sees('Anruf kam um neun.')
    expect(await her.open(`/vorgaenge/${number}/abschluss`)).toBe(403)
    expect(await her.open(`/vorgaenge/${away}`)).toBe(404)
    expect(await her.open('/verwaltung/personen')).toBe(403)

    // The same is said to the administrator, with the reason.
    await root.open(person)
    await root.follow('Was darf diese Person?')
    await root.page.locator('summary', { hasText: '2 Rechte im Einzelnen' }).click()
    await root.sees(`${name} an Tiefbauamt, seit 23.11.2026 bis 24.11.2026`, 'Interne Notizen schreiben')
    await root.fill('Nummer eines Vorgangs', number)
    await root.press('Sieht sie den Vorgang?')
    await root.sees(`Ja, Hülya Țepeș sieht den Vorgang ${number}`, 'Keine ihrer Rollen erlaubt das.')
    await root.fill('Nummer eines Vorgangs', away)
    await root.press('Sieht sie den Vorgang?')
    await root.sees(`sieht den Vorgang ${away} nicht`, 'Erlaubt ist es nur anderswo')

    // The day after, it has ended by itself.
    const now = stage.town.clock.now()
    stage.town.clock.set(new Date('2026-11-24T23:30:00Z'))
    await signIn(her, email)
    expect(await her.open(`/vorgaenge/${number}`)).toBe(404)
    stage.town.clock.set(now)
  })

  it('goes nowhere without a name or a right, and keeps what was ticked', async () => {
    const root = await Visitor.come(stage, { js })
    await signIn(root, ROOT)
    await root.open('/verwaltung/rollen/neu')
    await root.choose('Vorgänge abschließen')
    await root.press('Rolle anlegen')
    await root.sees('Bitte geben Sie der Rolle einen Namen.')
    expect(await root.page.getByLabel('Vorgänge abschließen').isChecked()).toBe(true)
    await root.fill('Name der Rolle', 'Sachbearbeitung')
    await root.press('Rolle anlegen')
    await root.sees('So heißt schon eine andere Rolle.')
  })
})

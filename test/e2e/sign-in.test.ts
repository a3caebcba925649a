import { Secret, TOTP } from 'otpauth'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { resetFactors } from '#modules/identity/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { openStage, PASSWORD, type Stage } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterEach(allLeave)
afterAll(() => stage?.close())

const rule = (secondFactor: 'off' | 'roles') =>
  stage.town.tx('system', (ctx) => changeSetting(ctx, 'signIn', { secondFactor }))
const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: stage.town.clock.now().getTime() })
/** The next code of the app: one is good once. */
const nextCode = (secret: string): string => {
  stage.town.clock.advance({ seconds: 30 })
  return codeOf(secret)
}
/** Scanned, or read from the page as here. */
const secretOn = async (v: Visitor): Promise<string> =>
  (await v.page.locator('.access-secret').innerText()).replaceAll(' ', '')

describe.each([{ js: true }, { js: false }])(
  'Signing in with a second factor (JavaScript: $js)',
  ({ js }) => {
    it('one is set up first where it is asked for; then the app lets in, or a code put aside', async () => {
      await stage.town.tx('system', (ctx) => resetFactors(ctx, stage.town.ids.admin))
      await rule('roles')
      const v = await Visitor.come(stage, { js, viewport: phone })
      await v.signIn('admin')
      await v.sees('Zweiten Faktor einrichten')
      // No way around it.
      await v.open('/verwaltung')
      expect(v.path).toBe('/anmeldung')
      await v.signIn('admin')
      const secret = await secretOn(v)
      expect(await v.page.getByRole('img', { name: /^QR-Code/ }).isVisible()).toBe(true)
      await v.fill('Code, den die App jetzt zeigt', '000 000')
      await v.press('App einrichten')
      await v.sees('Dieser Code stimmt nicht')
      await v.fill('Code, den die App jetzt zeigt', codeOf(secret))
      await v.press('App einrichten')
      expect(await v.h1).toBe('Ersatzcodes')
      const codes = await v.page.locator('.access-codes code').allInnerTexts()
      expect(codes).toHaveLength(10)
      const [download] = await Promise.all([
        v.page.waitForEvent('download'),
        v.link('Als Textdatei speichern').click(),
      ])
      expect(download.suggestedFilename()).toBe('ersatzcodes.txt')
      await v.press('Ich habe die Codes sicher aufbewahrt')
      expect(v.path).toBe('/vorgaenge')
      await v.leave()

      const again = await Visitor.come(stage, { js, viewport: desk })
      await again.open('/post')
      await again.fill('E-Mail-Adresse', 'admin@teststadt.example')
      await again.fill('Passwort', PASSWORD)
      await again.press(/^Anmelden$/)
      expect(await again.h1).toBe('Zweiter Faktor')
      await again.press('Weiter')
      await again.sees('Bitte geben Sie den Code aus Ihrer App ein.')
      await again.fill('Code aus Ihrer App', nextCode(secret))
      await again.press('Weiter')
      expect(await again.h1).toBe('Postausgang')
      await again.leave()

      const third = await Visitor.come(stage, { js, viewport: phone })
      await third.signIn('admin')
      await third.follow('Ersatzcode benutzen')
      await third.fill('Ersatzcode', codes[4]!.toUpperCase())
      await third.press('Weiter')
      expect(third.path).toBe('/vorgaenge')
      await third.open('/zugang')
      await third.sees('Noch 9 Ersatzcodes gelten.', 'mit Passwort und Ersatzcode')
      const letter = await stage.letterTo('admin@teststadt.example', 'Ein Ersatzcode wurde benutzt')
      expect(letter.text).toContain('Übrig sind noch 9.')
      await stage.letterTo('admin@teststadt.example', 'Anmeldung von einem neuen Gerät')
      await rule('off')
    })

    it('before something dangerous one confirms, and comes back', async () => {
      await stage.town.tx('system', (ctx) => resetFactors(ctx, stage.town.ids.clerk))
      const v = await Visitor.come(stage, { js, viewport: desk })
      await v.signIn('clerk')
      await v.open('/zugang')
      await v.sees('Nur ein Passwort schützt Ihren Zugang')
      stage.town.clock.advance({ minutes: 11 })
      await v.follow('App einrichten')
      expect(await v.h1).toBe('Sind Sie es noch?')
      await v.fill('Passwort', 'falsch')
      await v.press('Bestätigen')
      await v.sees('Dieses Passwort stimmt nicht.')
      await v.fill('Passwort', PASSWORD)
      await v.press('Bestätigen')
      expect(await v.h1).toBe('App für Einmalcodes')
      await v.fill('Code, den die App jetzt zeigt', codeOf(await secretOn(v)))
      await v.press('App einrichten')
      await v.press('Ich habe die Codes sicher aufbewahrt')
      await v.sees('Ihre neuen Ersatzcodes gelten.', 'Noch 10 Ersatzcodes gelten.')
      await stage.letterTo('clerk@teststadt.example', 'Neuer zweiter Faktor an Ihrem Konto')
      await v.page.getByText('Entfernen', { exact: true }).first().click()
      await v.press('App entfernen')
      await v.sees('Der Faktor ist entfernt.')
    })

    it('a session on another device is ended from here', async () => {
      const [here, there] = [
        await Visitor.come(stage, { js, viewport: desk }),
        await Visitor.come(stage, { js, viewport: phone }),
      ]
      await there.signIn('head')
      await here.signIn('head')
      await there.open('/vorgaenge')
      await here
        .link(/Mein Zugang, angemeldet als/)
        .first()
        .click()
      await here.page.waitForURL('**/zugang')
      await here.sees('dieses Gerät')
      await here.press(/^Abmelden Chrome/)
      await here.sees('Das Gerät ist abgemeldet.')
      await there.open('/vorgaenge')
      expect(there.path).toBe('/anmeldung')
      await here.open('/vorgaenge')
      expect(here.path).toBe('/vorgaenge')
    })
  },
)

describe('Signing in with a passkey', () => {
  /** A device with a fingerprint reader, played by the browser itself. */
  const withReader = async (v: Visitor) => {
    const cdp = await v.context.newCDPSession(v.page)
    await cdp.send('WebAuthn.enable')
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return {
      recognises: (isUserVerified: boolean) =>
        cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    }
  }

  it('is made once; then it is the second factor, or all that is needed', async () => {
    await stage.town.tx('system', (ctx) => resetFactors(ctx, stage.town.ids.gardener))
    const v = await Visitor.come(stage, { js: true, viewport: desk })
    const reader = await withReader(v)
    await v.signIn('gardener')
    await v.open('/zugang')
    await v.follow('Passkey hinzufügen')
    await v.fill('Name des Passkeys', 'Diensthandy')
    await v.press('Passkey erstellen')
    expect(await v.h1).toBe('Ersatzcodes')
    await v.press('Ich habe die Codes sicher aufbewahrt')
    await v.sees('Diensthandy')

    // The same device is not taken twice.
    await v.follow('Passkey hinzufügen')
    await v.button('Passkey erstellen').click()
    await v.page.getByText('Dieses Gerät hat schon einen Passkey').waitFor()

    await v.button('Abmelden').first().click()
    await v.page.waitForURL('**/anmeldung')
    await v.press('Mit Passkey anmelden')
    expect(v.path).toBe('/vorgaenge')

    await v.button('Abmelden').first().click()
    await v.page.waitForURL('**/anmeldung')
    await v.signIn('gardener')
    expect(await v.h1).toBe('Zweiter Faktor')
    await v.press('Passkey verwenden')
    expect(v.path).toBe('/vorgaenge')

    // A stranger's finger.
    await v.button('Abmelden').first().click()
    await v.page.waitForURL('**/anmeldung')
    await reader.recognises(false)
    await v.button('Mit Passkey anmelden').click()
    await v.page.getByText('Der Passkey wurde nicht verwendet.').waitFor()
    expect(v.path).toBe('/anmeldung')
  })

  it('can be the factor that must be set up first', async () => {
    await stage.town.tx('system', (ctx) => resetFactors(ctx, stage.town.ids.admin))
    await rule('roles')
    const v = await Visitor.come(stage, { js: true, viewport: phone })
    await withReader(v)
    await v.signIn('admin')
    await v.press('Passkey erstellen')
    expect(await v.h1).toBe('Ersatzcodes')
    await v.press('Ich habe die Codes sicher aufbewahrt')
    expect(v.path).toBe('/vorgaenge')
    await rule('off')
  })

  it('is not offered where no script can ask for it', async () => {
    const v = await Visitor.come(stage, { js: false })
    await v.open('/anmeldung')
    expect(await v.button('Mit Passkey anmelden').count()).toBe(0)
  })
})

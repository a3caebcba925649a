import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createProvider, offerProvider } from '#modules/identity/index.ts'
import { addMappingRule, addMembership, sourceOfProvider } from '#modules/organisation/index.ts'
import { SignOnProvider } from '../sign-on-provider.ts'
import { openStage, type Stage, until } from './server.ts'
import { allLeave, desk, phone, Visitor } from './visitor.ts'

let stage: Stage
let provider: SignOnProvider
/** Of those who live in the town. */
let broker: SignOnProvider

beforeAll(async () => {
  stage = await openStage()
  // Providers let in people of the whole town, so they are for who manages all of it.
  const { tx, ids } = stage.town
  await tx('system', (ctx) =>
    addMembership(ctx, { account: ids.admin, unit: ids.parks, role: 'administrator' }),
  )
  // Node asks a name server for *.localhost, a browser does not; this machine is meant either way.
  const overHere = (url: string, init: RequestInit) =>
    fetch(url.replace('teststadt.localhost', '127.0.0.1'), {
      method: init.method!,
      headers: init.headers!,
      body: init.body!,
    })
  provider = await SignOnProvider.start({ url: stage.url, code: 'rathaus', fetch: overHere })
  broker = await SignOnProvider.start({
    url: stage.url,
    code: 'bund',
    at: '/konto/anmeldung/anbieter',
    fetch: overHere,
  })
  broker.people.set('erika', { name: 'Erika Musterfrau', email: 'erika@example.org', email_verified: true })
  for (const how of ['mit', 'ohne'])
    provider.people.set(`nele-${how}`, {
      email: `nele.${how}@teststadt.example`,
      email_verified: true,
      name: `Nele Hansen ${how}`,
      groups: ['Tiefbau'],
    })
  await stage.town.tx('system', async (ctx) => {
    const id = await createProvider(
      ctx,
      {
        code: 'rathaus',
        name: 'Rathaus-Konto',
        audience: 'staff',
        issuer: provider.issuer,
        clientId: provider.clientId,
        scopes: ['openid', 'email', 'profile', 'groups'],
        creates: true,
        matchesEmail: false,
        factor: 'theirs',
        factorValues: [],
        levelClaim: 'acr',
        levels: [],
      },
      provider.clientSecret,
    )
    await offerProvider(ctx, id, true)
    const citizens = await createProvider(
      ctx,
      {
        code: 'bund',
        name: 'BundID',
        audience: 'citizens',
        issuer: broker.issuer,
        clientId: broker.clientId,
        scopes: ['openid', 'email', 'profile'],
        creates: true,
        matchesEmail: false,
        factor: 'ours',
        factorValues: [],
        levelClaim: 'acr',
        levels: [],
      },
      broker.clientSecret,
    )
    await offerProvider(ctx, citizens, true)
    const rule = { claim: 'groups', value: 'Tiefbau', role: 'clerk', types: null, powerful: false }
    await addMappingRule(ctx, { source: sourceOfProvider(id), unit: stage.town.ids.roads, ...rule })
  })
})
afterEach(allLeave)
afterAll(async () => {
  await provider?.close()
  await broker?.close()
  await stage?.close()
})

/** Somebody who may go to the provider's pages as well; their fonts stay away. */
async function come(js: boolean, viewport = phone): Promise<Visitor> {
  const v = await Visitor.come(stage, { js, viewport })
  v.mayVisit(new URL(provider.issuer).host, new URL(broker.issuer).host, 'fonts.googleapis.com')
  await v.context.route('**/fonts.googleapis.com/**', (route) => route.fulfill({ body: '' }))
  return v
}

/** Through the provider's own pages, with their own words. */
async function throughProvider(v: Visitor, login: string): Promise<void> {
  await v.page.locator('input[name=login]').fill(login)
  await v.page.locator('input[name=password]').fill('egal')
  await v.press('Sign-in')
  await v.press('Continue')
}

describe.each([
  { how: 'with JavaScript', js: true, login: 'nele-mit' },
  { how: 'without JavaScript', js: false, login: 'nele-ohne' },
])('Signing on by a provider, $how', ({ js, login }) => {
  it('leads from the page one wanted through the provider to that page, and out again', async () => {
    const v = await come(js)
    await v.open('/vorgaenge?ansicht=amt')
    expect(v.path).toBe('/anmeldung')
    await v.follow('Mit Rathaus-Konto anmelden')
    expect(new URL(v.page.url()).origin).toBe(provider.issuer)
    await throughProvider(v, login)
    await v.page.waitForURL('**/vorgaenge?ansicht=amt')
    await v.sees('Mein Amt', 'Hier ist nichts offen')

    // Signing out here offers to sign out there.
    await v.page.goto(`${stage.url}/vorgaenge`)
    const menu = v.page.locator('.sd-menu summary')
    if (await menu.isVisible()) await menu.click()
    await v.press('Abmelden')
    await v.page.waitForURL('**/abgemeldet')
    await v.sees('Sie sind abgemeldet', 'Bei Rathaus-Konto sind Sie weiterhin angemeldet')
    await v.open('/vorgaenge')
    expect(v.path).toBe('/anmeldung')
    await v.open('/anmeldung/dienst/rathaus/abgemeldet')
    await v.follow('Auch bei Rathaus-Konto abmelden')
    await v.press('Yes, sign me out')
    await v.page.waitForURL('**/anmeldung')
  })

  it('ends here when it ends there', async () => {
    const v = await come(js, desk)
    await v.open('/anmeldung')
    await v.follow('Mit Rathaus-Konto anmelden')
    await throughProvider(v, login)
    await v.page.waitForURL('**/vorgaenge')
    await v.page.goto(`${provider.issuer}/session/end`)
    await v.press('Yes, sign me out')
    await until('the session is over', async () => {
      await v.open('/vorgaenge')
      return v.path === '/anmeldung'
    })
  })

  it('says what one can do when it does not work out', async () => {
    const v = await come(js)
    await v.open('/anmeldung')
    await v.follow('Mit Rathaus-Konto anmelden')
    await v.follow('[ Cancel ]')
    await v.sees('Die Anmeldung wurde beim Anmeldedienst abgebrochen oder abgelehnt.')
    await v.follow('Anders anmelden')
    expect(v.path).toBe('/anmeldung')
  })
})

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('Somebody of the town, $how', ({ js }) => {
  it('signs in to their account by a provider, from the page they wanted and back to it', async () => {
    const v = await come(js)
    await v.open('/konto/vorgaenge')
    await v.follow('Mit BundID anmelden')
    expect(new URL(v.page.url()).origin).toBe(broker.issuer)
    await throughProvider(v, 'erika')
    await v.page.waitForURL('**/konto/vorgaenge')
    await v.sees('Noch keine Vorgänge')
  })
})

describe.each([
  { how: 'with JavaScript', js: true },
  { how: 'without JavaScript', js: false },
])('An administrator, $how', ({ js }) => {
  it('sets up a provider, checks it, tries it, gives it a rule and offers it', async () => {
    const code = js ? 'zweiter' : 'dritter'
    const v = await come(js, desk)
    await v.signIn('admin')
    await v.open('/verwaltung')
    await v.follow('Anmeldedienste')
    await v.follow('Anmeldedienst für Beschäftigte')
    await v.press('Speichern')
    await v.sees('Bitte geben Sie einen Namen', 'Bitte geben Sie ein Kürzel')
    await v.fill('Name', `Haus ${code}`)
    await v.fill('Kürzel', code)
    await v.fill('Adresse des Anmeldedienstes', `${provider.issuer}/falsch`)
    await v.fill('Kennung dieses Programms', provider.clientId)
    await v.fill('Geheimnis', 'falsch')
    await v.press('Speichern')
    await v.sees('Der Anmeldedienst ist angelegt.', `/anmeldung/dienst/${code}/zurueck`)
    await v.follow('Verbindung prüfen')
    await v.sees('So kann sich noch niemand anmelden.', 'Stimmt die Adresse ganz, mit Pfad?')
    await v.follow('Bearbeiten')
    expect(await v.page.getByLabel(/^Geheimnis/).inputValue()).toBe('')
    await v.fill('Adresse des Anmeldedienstes', provider.issuer)
    await v.fill('Geheimnis', 'immer noch falsch')
    await v.press('Speichern')
    await v.follow('Verbindung prüfen')
    await v.sees('Er lehnt Kennung oder Geheimnis ab.')
    await v.follow('Bearbeiten')
    await v.fill('Geheimnis', provider.clientSecret)
    await v.press('Speichern')
    await v.follow('Verbindung prüfen')
    await v.sees('Der Anmeldedienst ist richtig eingerichtet.', 'Er kennt dieses Programm.')
    await v.follow('Zum Anmeldedienst')
    await v.fill('Wert', 'Admins')
    await v.page.getByLabel('Rolle').selectOption({ label: 'Administration' })
    await v.page.getByLabel('Einheit').selectOption({ label: 'Tiefbauamt' })
    await v.press('Regel anlegen')
    await v.sees('Bitte bestätigen Sie, dass das gewollt ist.')
    await v.choose(/^Diese Regel darf Rechte der Verwaltung vergeben/)
    await v.press('Regel anlegen')
    await v.sees('Die Regel gilt ab jetzt.')
    await v.press('Anbieten')
    await v.sees('Der Anmeldedienst wird jetzt angeboten.')
    const visitor = await come(js)
    await visitor.open('/anmeldung')
    await visitor.sees(`Mit Haus ${code} anmelden`)
  })

  it('sees in a trial what the provider says and what would come of it', async () => {
    const v = await come(js, desk)
    await v.signIn('admin')
    await v.open('/verwaltung/anmeldedienste/rathaus')
    await v.follow('Probeanmeldung')
    await throughProvider(v, js ? 'nele-mit' : 'nele-ohne')
    await v.page.waitForURL('**/zurueck?*')
    await v.sees('Die Anmeldung würde gelingen.', 'Sachbearbeitung', 'Tiefbauamt', 'Nele Hansen')
    // Still the administrator.
    await v.open('/verwaltung/anmeldedienste')
    await v.sees('Rathaus-Konto')
  })
})

import { createProvider, offerProvider } from '#modules/identity/index.ts'
import { addMappingRule, createGroup, sourceOfProvider } from '#modules/organisation/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

/** A provider that is away, with a rule, and a group of the directory: for pages to be looked at. */
export const provideSignOn = (stage: Stage): Promise<void> =>
  stage.town.tx('system', async (ctx) => {
    const id = await createProvider(
      ctx,
      {
        code: 'rathaus',
        name: 'Rathaus-Konto',
        audience: 'staff',
        issuer: 'http://127.0.0.1:9',
        clientId: 'stadtdraht',
        scopes: ['openid', 'email', 'profile', 'groups'],
        creates: true,
        matchesEmail: true,
        factor: 'shown',
        factorValues: ['mfa'],
        levelClaim: 'acr',
        levels: [],
      },
      'geheim',
    )
    await offerProvider(ctx, id, true)
    const rule = { claim: 'groups', role: 'field_worker', types: ['baum'], powerful: false }
    const unit = stage.town.ids.roads
    await addMappingRule(ctx, { ...rule, source: sourceOfProvider(id), value: 'Straßenunterhalt', unit })
    await addMappingRule(ctx, { ...rule, source: 'scim', value: 'Kolonne 1', unit })
    await createGroup(ctx, { name: 'Kolonne 1', externalId: null, members: [] })
  })

const home = '/verwaltung/anmeldedienste'

export const signOnPages = [
  {
    name: 'sign on: too late',
    path: '/anmeldung/dienst/rathaus/zurueck?state=x',
    status: 409,
    says: 'Diese Anmeldung gilt nicht mehr',
  },
  { name: 'sign-on providers', who: 'admin' as const, path: home, says: 'Konten aus einem Verzeichnis' },
  {
    name: 'sign-on provider: new, error',
    who: 'admin' as const,
    go: async (v: Visitor) => {
      await v.open(`${home}/neu?fuer=staff`)
      await v.press('Speichern')
    },
    says: 'Bitte geben Sie einen Namen mit höchstens 60 Zeichen an.',
  },
  {
    name: 'sign-on provider: for citizens',
    who: 'admin' as const,
    path: `${home}/neu?fuer=citizens`,
    says: 'Werte für „substanziell“',
  },
  { name: 'sign-on provider', who: 'admin' as const, path: `${home}/rathaus`, says: 'Straßenunterhalt' },
  {
    name: 'sign-on provider, a rule with mistakes',
    who: 'admin' as const,
    go: async (v: Visitor) => {
      await v.open(`${home}/rathaus`)
      const form = v.page.getByText('Neue Regel')
      if (!(await v.button('Regel anlegen').isVisible())) await form.click()
      await v.press('Regel anlegen')
    },
    says: 'Bitte wählen Sie eine Rolle aus.',
  },
  {
    name: 'sign-on provider: change',
    who: 'admin' as const,
    path: `${home}/rathaus/bearbeiten`,
    says: 'Leer lassen, um es zu behalten.',
  },
  {
    name: 'sign-on provider: check',
    who: 'admin' as const,
    path: `${home}/rathaus/pruefung`,
    says: 'Der Rechner nimmt keine Verbindung an.',
  },
  { name: 'directory', who: 'admin' as const, path: `${home}/verzeichnis`, says: 'Kolonne 1' },
]

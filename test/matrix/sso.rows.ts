import { createProvider, offerProvider } from '#modules/identity/index.ts'
import type { Area, Row, Visitor } from './row.ts'

const nowhere = '00000000-0000-4000-8000-000000000000'
const home = '/verwaltung/anmeldedienste'
const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const

/** Only who looks after sign-on; a POST of everybody else on the staff is refused, whatever it says. */
const admin = (method: 'GET' | 'POST', route: string, status: number, more: Partial<Row> = {}): Row => ({
  method,
  route: home + route,
  path: () => home + route.replace(':code', 'matrix').replace(/:(id|account)/, nowhere),
  ...(method === 'POST' && { body: () => ({}) }),
  answers: { ...outsiders, admin: status },
  else: 403,
  ...more,
})

/** Who brings no session: a browser on its way to a provider, or a provider's own machine. */
const open = (method: 'GET' | 'POST', route: string, status: number, code = 'matrix'): Row => ({
  method,
  route: `/anmeldung/dienst/:provider${route}`,
  about: code,
  path: () => `/anmeldung/dienst/${code}${route}`,
  ...(method === 'POST' && { body: () => ({ logout_token: 'x.y.z' }) }),
  answers: code === 'matrix' ? { foreign: 404 } : {},
  else: status,
})

/** The directory's key opens it; no session does, and no key without the scope. */
const scim = (method: Row['method'], route: string, path = route): Row => ({
  method,
  route: `/scim/v2${route}`,
  path: () => `/scim/v2${path}`,
  ...(method !== 'GET' && { body: () => '{}', type: 'application/scim+json' }),
  answers: { machine: 403 } satisfies Partial<Record<Visitor, number>>,
  else: 401,
})

const rows: Row[] = [
  // Nothing listens there: the provider is away, for everybody alike.
  open('GET', '', 503),
  open('GET', '', 404, 'niemand'),
  open('GET', '/zurueck', 409),
  open('POST', '/abmeldung', 503),
  open('POST', '/abmeldung', 404, 'niemand'),
  { ...open('GET', '/abgemeldet', 303), answers: {} },
  admin('GET', '', 200),
  admin('GET', '/neu', 200),
  admin('POST', '/neu', 422),
  admin('GET', '/verzeichnis', 200),
  admin('POST', '/verzeichnis/regeln', 422),
  admin('POST', '/verzeichnis/regeln/:id/loeschung', 404),
  admin('GET', '/:code', 200),
  admin('GET', '/:code', 404, { about: 'unknown', path: () => `${home}/niemand` }),
  admin('GET', '/:code/bearbeiten', 200),
  admin('POST', '/:code/bearbeiten', 422),
  admin('GET', '/:code/pruefung', 200),
  // Which provider is believed is the whole town's.
  admin('POST', '/:code/angebot', 403, { body: () => ({ an: 'ja' }) }),
  admin('POST', '/:code/regeln', 422),
  admin('POST', '/:code/regeln/:id/loeschung', 404),
  admin('POST', '/:code/personen/:account/loesung', 404),
  admin('POST', '/:code/loeschung', 404, { path: () => `${home}/niemand/loeschung` }),
  scim('GET', '/ServiceProviderConfig'),
  scim('GET', '/ResourceTypes'),
  scim('GET', '/ResourceTypes/:id', '/ResourceTypes/User'),
  scim('GET', '/Schemas'),
  scim('GET', '/Schemas/:id', '/Schemas/x'),
  scim('GET', '/Users'),
  scim('POST', '/Users'),
  scim('GET', '/Users/:id', `/Users/${nowhere}`),
  scim('PUT', '/Users/:id', `/Users/${nowhere}`),
  scim('PATCH', '/Users/:id', `/Users/${nowhere}`),
  scim('DELETE', '/Users/:id', `/Users/${nowhere}`),
  scim('GET', '/Groups'),
  scim('POST', '/Groups'),
  scim('GET', '/Groups/:id', `/Groups/${nowhere}`),
  scim('PUT', '/Groups/:id', `/Groups/${nowhere}`),
  scim('PATCH', '/Groups/:id', `/Groups/${nowhere}`),
  scim('DELETE', '/Groups/:id', `/Groups/${nowhere}`),
]

export const ssoArea: Area = {
  rows,
  prepare: async ({ town }) => {
    await town.tx('system', async (ctx) => {
      const id = await createProvider(
        ctx,
        {
          code: 'matrix',
          name: 'Matrix',
          audience: 'staff',
          issuer: 'http://127.0.0.1:9',
          clientId: 'x',
          scopes: ['openid'],
          creates: false,
          matchesEmail: false,
          factor: 'ours',
          factorValues: [],
          levelClaim: 'acr',
          levels: [],
        },
        null,
      )
      await offerProvider(ctx, id, true)
    })
  },
}

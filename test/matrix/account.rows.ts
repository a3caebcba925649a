import type { Area, Row } from './row.ts'

const NONE = '00000000-0000-4000-8000-000000000000'
const TOKEN = 'JgC4lYO18TfGaqFjK1mPaQ'

/** For citizens with an account; everybody else, staff too, is led to signing in. */
const own = (method: 'GET' | 'POST', route: string, status: number, more: Partial<Row> = {}): Row => ({
  method,
  route,
  path: () => route,
  answers: { citizen: status, stranger: status },
  else: 303,
  ...more,
})
const anyone = (method: 'GET' | 'POST', route: string, status: number, more: Partial<Row> = {}): Row => ({
  method,
  route,
  path: () => route,
  answers: {},
  else: status,
  ...more,
})

const signIn: Row[] = [
  own('GET', '/konto/anmeldung', 303, { else: 200 }),
  anyone('POST', '/konto/anmeldung', 422, { body: () => ({ email: 'keine' }) }),
  anyone('GET', '/konto/anmeldung/gesendet', 200),
  anyone('GET', '/konto/anmeldung/:token', 404, { path: () => `/konto/anmeldung/${TOKEN}` }),
  anyone('POST', '/konto/anmeldung/:token', 404, { path: () => `/konto/anmeldung/${TOKEN}` }),
  anyone('POST', '/konto/anmeldung/passkey/aufgabe', 200),
  anyone('POST', '/konto/anmeldung/passkey', 303, { body: () => ({ antwort: '{}' }) }),
  anyone('GET', '/konto/anmeldung/passkey', 303),
  anyone('GET', '/konto/anmeldung/anbieter/:code', 303, { path: () => '/konto/anmeldung/anbieter/keiner' }),
  anyone('GET', '/konto/anmeldung/anbieter/:code/zurueck', 303, {
    path: () => '/konto/anmeldung/anbieter/keiner/zurueck?state=x&code=y',
  }),
  anyone('POST', '/konto/anmeldung/anbieter/:code/abmeldung', 400, {
    path: () => '/konto/anmeldung/anbieter/keiner/abmeldung',
    body: () => ({ logout_token: 'x' }),
  }),
  anyone('GET', '/konto/abmeldung', 303),
]

const pages = [
  '/konto',
  '/konto/vorgaenge',
  '/konto/nachrichten',
  '/konto/termine',
  '/konto/dokumente',
  '/konto/entwuerfe',
  '/konto/angaben',
  '/konto/zugang',
  '/konto/organisationen',
  '/konto/organisationen/neu',
  '/konto/einwilligungen',
  '/konto/zugriffe',
  '/konto/daten',
  '/konto/daten/auskunft.json',
  '/konto/daten/auskunft.pdf',
].map((route) => own('GET', route, 200))

/** A case is there for the one who has it in their account: public or not, restricted or not; nobody else's ever. */
const cases: Row[] = (['open', 'closed', 'restricted', 'elsewhere'] as const).flatMap((about) => {
  const there = (citizen: number) => ({
    citizen: about === 'elsewhere' ? 404 : citizen,
    stranger: 404,
  })
  const row = (method: 'GET' | 'POST', rest: string, status: number, body?: Record<string, string>): Row => ({
    method,
    route: `/konto/vorgaenge/:number${rest}`,
    about,
    // Each town numbers its own cases: a foreign number may be one of ours, so its id is asked for.
    path: (world) =>
      `/konto/vorgaenge/${about === 'elsewhere' ? world.elsewhere.id : world[about].number}${rest}`,
    ...(body && { body: () => body }),
    answers: there(status),
    else: 303,
  })
  return [
    row('GET', '', 200),
    row('GET', '/termin.ics', 404),
    row('POST', '/nachrichten', 422, { nachricht: ' ' }),
    row('POST', '/ruhe', 303),
    row('POST', '/danke', 303),
  ]
})

const rest: Row[] = [
  own('POST', '/konto/entwuerfe/:id', 404, { path: () => `/konto/entwuerfe/${NONE}` }),
  own('POST', '/konto/entwuerfe/:id/loeschen', 404, { path: () => `/konto/entwuerfe/${NONE}/loeschen` }),
  own('POST', '/konto/angaben', 422, { body: () => ({ telefon: 'x' }) }),
  own('POST', '/konto/adresse', 422, { body: () => ({ email: 'keine' }) }),
  own('GET', '/konto/adresse', 303),
  own('GET', '/konto/adresse/:token', 404, { path: () => `/konto/adresse/${TOKEN}` }),
  own('POST', '/konto/adresse/:token', 404, { path: () => `/konto/adresse/${TOKEN}` }),
  own('POST', '/konto/zugang/passkeys/aufgabe', 200),
  own('POST', '/konto/zugang/passkeys', 303, { body: () => ({ antwort: '{}' }) }),
  own('POST', '/konto/zugang/passkeys/:id/ende', 409, { path: () => '/konto/zugang/passkeys/x/ende' }),
  own('POST', '/konto/zugang/anbieter/:provider/ende', 409, { path: () => '/konto/zugang/anbieter/x/ende' }),
  own('POST', '/konto/zugang/sitzungen', 303),
  own('POST', '/konto/zugang/sitzungen/:id/ende', 404, {
    path: () => `/konto/zugang/sitzungen/${NONE}/ende`,
  }),
  own('POST', '/konto/handeln-fuer', 404, { body: () => ({ organisation: NONE }) }),
  own('POST', '/konto/einwilligungen', 303, { body: () => ({ zweck: 'keiner' }) }),
  own('GET', '/konto/daten/fotos/:id', 404, { path: () => `/konto/daten/fotos/${NONE}` }),
  own('POST', '/konto/daten/loeschung', 422),
  own('POST', '/konto/organisationen/neu', 422, { body: () => ({ name: ' ' }) }),
  own('GET', '/konto/organisationen/:id', 404, { path: () => `/konto/organisationen/${NONE}` }),
  own('POST', '/konto/organisationen/:id/einladungen', 404, {
    path: () => `/konto/organisationen/${NONE}/einladungen`,
  }),
  own('POST', '/konto/organisationen/:id/einladungen/:invitation/ende', 404, {
    path: () => `/konto/organisationen/${NONE}/einladungen/${NONE}/ende`,
  }),
  own('POST', '/konto/organisationen/:id/personen/:account', 404, {
    path: () => `/konto/organisationen/${NONE}/personen/${NONE}`,
  }),
  own('POST', '/konto/organisationen/:id/personen/:account/ende', 404, {
    path: () => `/konto/organisationen/${NONE}/personen/${NONE}/ende`,
  }),
  anyone('GET', '/konto/einladung/:token', 404, { path: () => `/konto/einladung/${TOKEN}` }),
  own('POST', '/konto/einladung/:token', 404, { path: () => `/konto/einladung/${TOKEN}` }),
  anyone('POST', '/status/:token/konto', 404, { path: () => `/status/${TOKEN}/konto` }),
]

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303, foreign: 404 } as const
const staff = (method: 'GET' | 'POST', route: string, who: Row['answers'], more: Partial<Row> = {}): Row => ({
  method,
  route,
  path: () => route,
  answers: { ...outsiders, ...who },
  else: 403,
  ...more,
})

/** Doubles: heads and the data protection officer. Organisations: clerks and heads (a deputy is a clerk too). */
const town: Row[] = [
  staff('GET', '/verwaltung/doppelte', { head: 200, officer: 200, foreign: 200 }),
  staff(
    'GET',
    '/verwaltung/doppelte/:party',
    { head: 404, officer: 404 },
    { path: () => `/verwaltung/doppelte/${NONE}` },
  ),
  staff(
    'POST',
    '/verwaltung/doppelte/:party',
    { head: 404, officer: 404 },
    { path: () => `/verwaltung/doppelte/${NONE}` },
  ),
  staff(
    'POST',
    '/verwaltung/doppelte/:a/:b/zurueck',
    { head: 404, officer: 404 },
    { path: () => `/verwaltung/doppelte/${NONE}/${NONE}/zurueck` },
  ),
  staff('GET', '/verwaltung/unternehmen', {
    clerk: 200,
    deputy: 200,
    head: 200,
    gardener: 200,
    foreign: 200,
  }),
  staff(
    'GET',
    '/verwaltung/unternehmen/:id',
    { clerk: 404, deputy: 404, head: 404, gardener: 404 },
    { path: () => `/verwaltung/unternehmen/${NONE}` },
  ),
  staff(
    'POST',
    '/verwaltung/unternehmen/:id/entscheidung',
    { clerk: 404, deputy: 404, head: 404, gardener: 404 },
    { path: () => `/verwaltung/unternehmen/${NONE}/entscheidung` },
  ),
]

export const accountArea: Area = { rows: [...signIn, ...pages, ...cases, ...rest, ...town] }

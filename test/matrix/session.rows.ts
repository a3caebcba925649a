import type { Area, Row, Visitor } from './row.ts'

const staff = [
  'newcomer',
  'worker',
  'clerk',
  'deputy',
  'head',
  'gardener',
  'admin',
  'officer',
  'foreign',
] as const satisfies readonly Visitor[]
const nowhere = '00000000-0000-4000-8000-000000000000'

/** Everybody on the staff looks after their own access; all others are asked to sign in. */
const own = (route: string, status: number, more: Partial<Row> = {}): Row => ({
  method: 'GET',
  route,
  path: () => route.replace(':id', nowhere),
  answers: Object.fromEntries(staff.map((visitor) => [visitor, status])),
  else: 303,
  ...more,
})
const post = (route: string, status: number, body: Record<string, string> = {}): Row =>
  own(route, status, { method: 'POST', body: () => body })
/** Answers everybody alike: nobody is half signed in here. */
const any = (
  method: Row['method'],
  route: string,
  status: number,
  body: Record<string, string> = {},
): Row => ({
  method,
  route,
  path: () => route,
  ...(method === 'POST' && { body: () => body }),
  answers: {},
  else: status,
})

const rows: Row[] = [
  // Whoever is signed in already goes on.
  { ...any('GET', '/anmeldung', 200), answers: Object.fromEntries(staff.map((v) => [v, 303])) },
  any('POST', '/anmeldung', 422),
  any('GET', '/abmeldung', 303),
  any('GET', '/anmeldung/code', 303),
  any('POST', '/anmeldung/code', 303),
  any('GET', '/anmeldung/ersatzcode', 303),
  any('POST', '/anmeldung/ersatzcode', 303),
  any('GET', '/anmeldung/einrichten', 303),
  any('POST', '/anmeldung/einrichten', 303),
  any('GET', '/anmeldung/passkey', 303),
  any('POST', '/anmeldung/passkey', 422, { antwort: '{}' }),
  any('GET', '/anmeldung/passkey/aufgabe', 303),
  any('POST', '/anmeldung/passkey/aufgabe', 400, { zweck: 'x' }),
  { ...any('POST', '/anmeldung/passkey/aufgabe', 403, { zweck: 'code' }), about: 'second factor' },
  {
    ...any('POST', '/anmeldung/passkey/aufgabe', 403, { zweck: 'bestaetigen' }),
    about: 'confirm',
    answers: Object.fromEntries(staff.map((v) => [v, 200])),
  },
  own('/anmeldung/bestaetigen', 200),
  post('/anmeldung/bestaetigen', 422),
  own('/zugang', 200),
  own('/zugang/anmeldungen', 200),
  own('/zugang/app', 200),
  post('/zugang/app', 422),
  own('/zugang/app/entfernung', 303),
  post('/zugang/app/entfernung', 404),
  own('/zugang/passkeys', 200),
  post('/zugang/passkeys', 422),
  own('/zugang/passkeys/:id/name', 303),
  post('/zugang/passkeys/:id/name', 404, { name: 'x' }),
  own('/zugang/passkeys/:id/entfernung', 303),
  post('/zugang/passkeys/:id/entfernung', 404),
  // Without a factor there is nothing that they could stand in for.
  own('/zugang/ersatzcodes', 303),
  post('/zugang/ersatzcodes', 303),
  // None of them has a password here.
  own('/zugang/passwort', 404),
  post('/zugang/passwort', 404),
  own('/zugang/sitzungen', 303),
  // Each has only the session that asks.
  post('/zugang/sitzungen', 303),
  own('/zugang/sitzungen/:id', 303),
  post('/zugang/sitzungen/:id', 404),
]

export const sessionArea: Area = { rows }

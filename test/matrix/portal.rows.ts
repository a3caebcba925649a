import type { Area, Row } from './row.ts'

/** Pages that everybody gets. */
const open = (route: string, path = route, status = 200): Row => ({
  method: 'GET',
  route,
  path: () => path,
  answers: {},
  else: status,
})
const sent = (route: string, path: string, body: Record<string, string>, status: number): Row => ({
  method: 'POST',
  route,
  path: () => path,
  body: () => body,
  answers: {},
  else: status,
})

const rows: Row[] = [
  open('/'),
  open('/suche', '/suche?q=Kanarienh'),
  open('/meldungen'),
  { ...open('/meldungen', '/meldungen?suche=Kanarienh'), about: 'looking for a restricted case' },
  open('/karte'),
  open('/karte/stadt.json'),
  open('/karte/meldungen.json', '/karte/meldungen.json?bbox=8,50,10,51'),
  ...(['/meldungen/:number', '/karte/meldungen/:number'] as const).flatMap((route): Row[] => {
    const at = (number: string) => route.replace(':number', number)
    return [
      { ...open(route), about: 'public', path: (w) => at(w.open.number), answers: { foreign: 404 } },
      { ...open(route), about: 'not public', path: (w) => at(w.closed.number), else: 404 },
      { ...open(route), about: 'restricted', path: (w) => at(w.restricted.number), else: 404 },
    ]
  }),
  open('/status'),
  sent('/status', '/status', { nummer: '1999-1' }, 422),
  ...(['open', 'closed', 'restricted'] as const).map(
    (name): Row => ({
      ...open('/status/:token'),
      about: name,
      path: (w) => `/status/${w[name].token}`,
      answers: { foreign: 404 },
    }),
  ),
  {
    ...open('/status/:token'),
    about: 'a foreign town’s',
    path: (w) => `/status/${w.elsewhere.token}`,
    answers: { foreign: 200 },
    else: 404,
  },
  open(
    '/status/:token/fotos/:id/:art',
    '/status/abcdefghijklmnopqrstuv/fotos/00000000-0000-4000-8000-000000000000/gross',
    404,
  ),
  sent('/status/:token/nachrichten', '/status/abcdefghijklmnopqrstuv/nachrichten', { text: 'x' }, 404),
  sent('/status/:token/ruhe', '/status/abcdefghijklmnopqrstuv/ruhe', {}, 404),
  sent('/status/:token/danke', '/status/abcdefghijklmnopqrstuv/danke', {}, 404),
  open('/abmelden/:token', '/abmelden/abcdefghijklmnopqrstuv'),
  sent('/abmelden/:token', '/abmelden/abcdefghijklmnopqrstuv', {}, 404),
  open('/fotos/:id/:art', '/fotos/00000000-0000-4000-8000-000000000000/gross', 404),
  open('/melden', '/melden', 200),
  sent('/melden', '/melden', {}, 422),
  sent('/melden/verwerfen', '/melden/verwerfen', {}, 303),
  open('/melden/weiter', '/melden/weiter', 303),
  open('/melden/fertig', '/melden/fertig', 303),
  open('/melden/ort/liste', '/melden/ort/liste', 303),
  open('/melden/ort/adressen', '/melden/ort/adressen?q=Haupt'),
  open('/melden/ort/naehe', '/melden/ort/naehe?lat=50.128&lon=8.928'),
  open('/melden/:schritt', '/melden/ort', 303),
  sent('/melden/fotos', '/melden/fotos', {}, 303),
  sent('/melden/pruefen', '/melden/pruefen', {}, 303),
  sent('/melden/:schritt', '/melden/ort', {}, 303),
  open('/impressum'),
  open('/datenschutz'),
  open('/leichte-sprache'),
  open('/gebaerdensprache'),
  open('/barrierefreiheit'),
  sent('/barrierefreiheit', '/barrierefreiheit', {}, 422),
  open('/.well-known/security.txt'),
  open('/robots.txt'),
  open('/bausteine'),
  open('/healthz'),
  open('/readyz'),
  open('/metrics', '/metrics', 403),
  open('/assets/*', '/assets/nichts', 404),
  open('/farben.css'),
  open('/wappen.svg', '/wappen.svg', 404),
]

export const portalArea: Area = { rows }

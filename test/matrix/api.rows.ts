import type { Area, Row } from './row.ts'

const api = '/api/open311/v2'
const v1 = '/api/v1'
/** What everybody may read; a session makes no difference here. */
const open = (route: string, path = route, status = 200): Row => ({
  method: 'GET',
  route,
  path: () => path,
  answers: {},
  else: status,
})
/** What takes a key with a scope that nobody of ours has. */
const keyed = (
  method: Row['method'],
  route: string,
  path: Row['path'],
  body?: string,
  type?: string,
): Row => ({
  method,
  route,
  path,
  ...(body !== undefined && { body: () => body }),
  ...(type && { type }),
  answers: {},
  else: 403,
})
const form = 'application/x-www-form-urlencoded'
const formats = ['.json', '.xml', ''] as const

/** The kinds of case that a program without cases.read must not find, and the one that it may. */
const cases = (route: string, at: (number: string) => string): Row[] => [
  { ...open(route), about: 'public', path: (w) => at(w.open.number), answers: { foreign: 404 } },
  { ...open(route), about: 'not public', path: (w) => at(w.closed.number), else: 404 },
  { ...open(route), about: 'restricted', path: (w) => at(w.restricted.number), else: 404 },
]

const rows: Row[] = [
  {
    method: 'POST',
    route: '/oauth/token',
    path: () => '/oauth/token',
    body: () => 'grant_type=x',
    type: form,
    answers: {},
    else: 400,
  },
  open('/.well-known/oauth-authorization-server'),
  ...formats.flatMap((f): Row[] => [
    open(`${api}/discovery${f}`),
    open(`${api}/services${f}`),
    open(`${api}/requests${f}`),
    open(`${api}/servicerequestupdates${f}`),
    keyed('POST', `${api}/requests${f}`, () => `${api}/requests${f}`, 'service_code=schlagloch', form),
    keyed(
      'POST',
      `${api}/servicerequestupdates${f}`,
      () => `${api}/servicerequestupdates${f}`,
      'status=OPEN',
      form,
    ),
  ]),
  open(`${api}/services/:id`, `${api}/services/schlagloch.json`),
  ...cases(`${api}/requests/:id`, (number) => `${api}/requests/${number}.json`),
  ...cases(`${api}/tokens/:id`, (number) => `${api}/tokens/${number}.json`),
  open(`${v1}/reports`, `${v1}/reports?size=200`),
  ...cases(`${v1}/reports/:number`, (number) => `${v1}/reports/${number}`),
  keyed(
    'POST',
    `${v1}/reports`,
    () => `${v1}/reports`,
    '{"category":"schlagloch","text":"x","place":{"lat":50.128,"long":8.928}}',
  ),
  open(`${v1}/categories`),
  open(`${v1}/districts`),
  keyed('GET', `${v1}/cases`, () => `${v1}/cases`),
  keyed('GET', `${v1}/cases/:number`, (w) => `${v1}/cases/${w.open.number}`),
  keyed('GET', `${v1}/cases/:number/history`, (w) => `${v1}/cases/${w.restricted.number}/history`),
  keyed('POST', `${v1}/cases/:number/notes`, (w) => `${v1}/cases/${w.open.number}/notes`, '{"text":"x"}'),
  keyed('POST', `${v1}/cases/:number/replies`, (w) => `${v1}/cases/${w.open.number}/replies`, '{"text":"x"}'),
  keyed(
    'POST',
    `${v1}/cases/:number/closure`,
    (w) => `${v1}/cases/${w.open.number}/closure`,
    '{"outcome":"fixed"}',
  ),
  keyed('GET', `${v1}/events`, () => `${v1}/events`),
  keyed('GET', `${v1}/events/stream`, () => `${v1}/events/stream`),
  open(`${v1}/openapi.json`),
  open('/api'),
]

export const apiArea: Area = { rows }

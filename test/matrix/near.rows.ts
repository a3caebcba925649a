import {
  addSubscription,
  manageToken,
  stopSeriesToken,
  subscriberByMail,
} from '#modules/subscriptions/index.ts'
import type { Area, Row } from './row.ts'

const NONE = '00000000-0000-4000-8000-000000000000'
const TOKEN = 'abcdefghijklmnopqrstuv'

const anyone = (method: Row['method'], route: string, status: number, more: Partial<Row> = {}): Row => ({
  method,
  route,
  path: () => route,
  answers: {},
  else: status,
  ...more,
})
/** Everybody who holds the link, in the town that it is of. */
const held = (method: Row['method'], route: string, status: number, more: Partial<Row> = {}): Row => ({
  ...anyone(method, route, status, more),
  path: (w) => route.replace(':token', w.made.near!).replace(':id', w.made.nearId!),
  answers: { foreign: 404 },
})
/** Citizens with an account; who is signed in as staff, or not at all, is asked to sign in. */
const own = (method: Row['method'], route: string, status: number): Row => ({
  ...anyone(method, route, 303),
  path: (w) => route.replace(':id', w.made.nearId ?? NONE),
  answers: { citizen: status, stranger: status },
})

const rows: Row[] = [
  anyone('GET', '/in-der-naehe', 200),
  anyone('GET', '/in-der-naehe', 200, { about: 'an address', path: () => '/in-der-naehe?nahe=Hauptstra' }),
  anyone('GET', '/in-der-naehe/abo', 303, { about: 'no place' }),
  anyone('GET', '/in-der-naehe/abo', 200, { path: () => '/in-der-naehe/abo?art=stadt' }),
  anyone('POST', '/in-der-naehe/abo', 422, { body: () => ({ art: 'stadt', email: 'keine' }) }),
  anyone('GET', '/in-der-naehe/gesendet', 200),
  // Assets are not built here.
  anyone('GET', '/in-der-naehe/sw.js', 200),
  anyone('POST', '/in-der-naehe/geraet', 200, {
    body: () => ({ endpoint: 'https://push.example/x', auth: 'x' }),
  }),
  anyone('GET', '/in-der-naehe/bestaetigung/:token', 404, {
    path: () => `/in-der-naehe/bestaetigung/${TOKEN}`,
  }),
  anyone('POST', '/in-der-naehe/bestaetigung/:token', 404, {
    path: () => `/in-der-naehe/bestaetigung/${TOKEN}`,
  }),
  anyone('GET', '/in-der-naehe/stopp/:token', 404, {
    about: 'no link',
    path: () => `/in-der-naehe/stopp/${TOKEN}`,
  }),
  anyone('POST', '/in-der-naehe/stopp/:token', 404, { path: () => `/in-der-naehe/stopp/${TOKEN}` }),
  anyone('GET', '/in-der-naehe/stopp/:token', 200, {
    about: 'a link',
    path: (w) => `/in-der-naehe/stopp/${w.made.nearStop}`,
    answers: { foreign: 404 },
  }),
  held('GET', '/in-der-naehe/abos/:token', 200),
  anyone('GET', '/in-der-naehe/abos/:token', 404, {
    about: 'no link',
    path: () => `/in-der-naehe/abos/${TOKEN}`,
  }),
  held('GET', '/in-der-naehe/abos/:token/:id', 200),
  held('POST', '/in-der-naehe/abos/:token/:id', 422),
  held('POST', '/in-der-naehe/abos/:token/:id/pause', 303),
  {
    ...held('POST', '/in-der-naehe/abos/:token/:id/ende', 404),
    path: (w) => `/in-der-naehe/abos/${w.made.near}/${NONE}/ende`,
  },
  anyone('POST', '/in-der-naehe/abos/:token/alle/ende', 404, {
    path: () => `/in-der-naehe/abos/${TOKEN}/alle/ende`,
  }),
  held('POST', '/in-der-naehe/abos/:token/alle/verlaengerung', 303),
  anyone('GET', '/in-der-naehe/neues.atom', 200, { path: () => '/in-der-naehe/neues.atom?art=stadt' }),
  anyone('GET', '/in-der-naehe/neues.atom', 404, { about: 'no place' }),
  anyone('GET', '/baustellen.atom', 200),
  anyone('GET', '/meldungen.atom', 200),
  anyone('GET', '/meldungen.atom', 200, {
    about: 'looking for a restricted case',
    path: () => '/meldungen.atom?q=Kanarienh',
  }),
  own('GET', '/konto/abos', 200),
  own('GET', '/konto/abos/:id', 404),
  own('POST', '/konto/abos/:id', 404),
  own('POST', '/konto/abos/:id/pause', 404),
  own('POST', '/konto/abos/:id/ende', 404),
  {
    ...own('POST', '/konto/abos/meldungen/:number/ende', 404),
    path: () => '/konto/abos/meldungen/2026-1/ende',
  },
  own('POST', '/konto/abos/baustellen/:id/ende', 404),
  own('POST', '/konto/abos/alle/ende', 303),
  own('POST', '/konto/abos/alle/verlaengerung', 303),
]

export const nearArea: Area = {
  rows,
  prepare: async (w) => {
    await w.town.tx('system', async (ctx) => {
      const subscriber = await subscriberByMail(ctx, { email: 'nah@matrix.example', lang: 'de' })
      w.made.nearId = await addSubscription(ctx, subscriber, {
        where: { kind: 'town', label: 'Teststadt' },
        categories: [],
        topics: ['opened'],
        rhythm: 'daily',
      })
      w.made.near = await manageToken(ctx, subscriber)
      w.made.nearStop = await stopSeriesToken(ctx, subscriber, 'daily')
    })
  },
}

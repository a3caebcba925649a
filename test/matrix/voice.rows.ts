import { submit } from '#modules/reports/index.ts'
import { answerToken } from '#modules/voice/index.ts'
import { newId } from '#platform/ids.ts'
import { somewhere } from '../helpers.ts'
import type { Area, Row, World } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const forAll = (row: Pick<Row, 'route' | 'path'> & Partial<Row>, status: number): Row => ({
  method: 'GET',
  answers: {},
  else: status,
  ...row,
})
const token = 'abcdefghijklmnopqrstuv'
/** A report that is old enough to be said of that it is still there. */
const old = (w: World): string => w.made.oldReport!

const rows: Row[] = [
  forAll(
    {
      route: '/meldungen/:number/noch-da',
      about: 'old',
      path: (w) => `/meldungen/${old(w)}/noch-da`,
      answers: { foreign: 404 },
    },
    200,
  ),
  forAll(
    {
      method: 'POST',
      route: '/meldungen/:number/noch-da',
      about: 'with a wrong address',
      path: (w) => `/meldungen/${old(w)}/noch-da`,
      body: () => ({ email: 'keine' }),
      answers: { foreign: 404 },
    },
    422,
  ),
  // A fresh one has nothing that could be said of it; what is not public is not there for whoever is no part of it.
  ...(['closed', 'restricted'] as const).map((name) =>
    forAll(
      {
        route: '/meldungen/:number/noch-da',
        about: name,
        path: (w) => `/meldungen/${w[name].number}/noch-da`,
        answers: { citizen: 409 },
      },
      404,
    ),
  ),
  forAll(
    {
      method: 'POST',
      route: '/meldungen/:number/noch-da',
      about: 'of the other town',
      path: (w) => `/meldungen/${w.elsewhere.number}/noch-da`,
      body: () => ({}),
      answers: { foreign: 409 },
    },
    404,
  ),
  ...(['GET', 'POST'] as const).flatMap((method) =>
    ['/status/:token/noch-da', '/noch-da/:token', '/rueckfrage/:token', '/rueckfrage/:token/noch-da'].map(
      (route) =>
        forAll(
          {
            method,
            route,
            path: () => route.replace(':token', token),
            ...(method === 'POST' && { body: () => ({}) }),
          },
          404,
        ),
    ),
  ),
  forAll(
    { route: '/rueckfrage/:token', about: 'never asked', path: (w) => `/rueckfrage/${w.made.survey}` },
    404,
  ),
  forAll(
    { route: '/karte/dichte.json', path: () => '/karte/dichte.json?bbox=8.9,50.1,8.96,50.15&zoom=13' },
    200,
  ),
  forAll(
    { route: '/karte/dichte.json', about: 'no part of a map', path: () => '/karte/dichte.json?bbox=1' },
    422,
  ),
  forAll({ route: '/karte/entwicklung.json', path: () => '/karte/entwicklung.json?zeitraum=12' }, 200),
  forAll({ route: '/karte', about: 'density', path: () => '/karte?ansicht=dichte' }, 200),
  forAll(
    { route: '/karte', about: 'trend', path: () => '/karte?ansicht=entwicklung&zeitraum=1&nach=ortsteil' },
    200,
  ),
  {
    method: 'GET',
    route: '/rueckmeldungen',
    path: () => '/rueckmeldungen',
    answers: { ...outsiders, newcomer: 403, officer: 403 },
    else: 200,
  },
  {
    method: 'GET',
    route: '/verwaltung/rueckmeldungen',
    path: () => '/verwaltung/rueckmeldungen',
    answers: { ...outsiders, admin: 200 },
    else: 403,
  },
  {
    method: 'POST',
    route: '/verwaltung/rueckmeldungen',
    path: () => '/verwaltung/rueckmeldungen',
    body: () => ({ nachfrage: 'viele', entscheidung: '3' }),
    answers: { ...outsiders, admin: 422 },
    else: 403,
  },
]

export const voiceArea: Area = {
  rows,
  prepare: async ({ town, open, made }) => {
    await town.tx('system', async (ctx) => {
      made.survey = await answerToken(ctx, open.id, open.id)
      const id = newId()
      const { number } = await submit(ctx, {
        id,
        category: 'schlagloch',
        text: 'Ein altes Loch',
        place: somewhere,
        address: null,
        placedBy: 'map',
        answers: {},
        reporter: null,
        channel: 'web',
      })
      made.oldReport = number
    })
    const { number } = { number: made.oldReport! }
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('cases.case')
        .set({ opened_at: new Date(ctx.now.getTime() - 30 * 86_400_000) })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('number', '=', number)
        .execute(),
    )
  },
}

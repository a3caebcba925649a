import type { Area, Row, Visitor, World } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
/** Who sees the two cases side by side; the worker was sent to one of them, and deputies see what they stand in for. */
const both: Partial<Record<Visitor, number>> = {
  ...outsiders,
  worker: 200,
  clerk: 200,
  deputy: 200,
  head: 200,
  admin: 200,
}

const compared = (w: World, other: keyof World & ('closed' | 'restricted' | 'elsewhere')): string =>
  `/vorgaenge/${w.open.id}/vergleich/${w[other].id}`

const rows: Row[] = [
  ...(['open', 'closed', 'restricted'] as const).flatMap((kind): Row[] => [
    {
      method: 'GET',
      route: '/meldungen/:number/folgen',
      about: kind,
      path: (w) => `/meldungen/${w[kind].number}/folgen`,
      answers: kind === 'open' ? { foreign: 404 } : {},
      else: kind === 'open' ? 200 : 404,
    },
    {
      method: 'POST',
      route: '/meldungen/:number/folgen',
      about: kind,
      path: (w) => `/meldungen/${w[kind].number}/folgen`,
      body: () => ({ email: 'keine Adresse' }),
      // Signed in to the portal nobody is asked for an address.
      answers: kind === 'open' ? { foreign: 404, citizen: 303, stranger: 303 } : {},
      else: kind === 'open' ? 422 : 404,
    },
  ]),
  {
    method: 'POST',
    route: '/meldungen/:number/folgen/ende',
    path: (w) => `/meldungen/${w.open.number}/folgen/ende`,
    body: () => ({}),
    answers: { citizen: 303, stranger: 303 },
    else: 404,
  },
  {
    method: 'GET',
    route: '/folgen/:token',
    path: () => '/folgen/abcdefghijklmnopqrstuv',
    answers: {},
    else: 404,
  },
  {
    method: 'POST',
    route: '/folgen/:token',
    path: () => '/folgen/abcdefghijklmnopqrstuv',
    body: () => ({}),
    answers: {},
    else: 404,
  },
  {
    method: 'POST',
    route: '/melden/gleiche/folgen',
    path: () => '/melden/gleiche/folgen',
    body: () => ({ meldung: '1999-1' }),
    answers: {},
    else: 303,
  },
  {
    method: 'GET',
    route: '/vorgaenge/:number/vergleich',
    path: (w) => `/vorgaenge/${w.open.id}/vergleich?mit=${w.closed.number}`,
    answers: { ...outsiders, worker: 303, clerk: 303, deputy: 303, head: 303, admin: 303 },
    else: 404,
  },
  {
    method: 'GET',
    route: '/vorgaenge/:number/vergleich',
    about: 'with a restricted one',
    path: (w) => `/vorgaenge/${w.open.id}/vergleich?mit=${w.restricted.number}`,
    answers: { ...outsiders, worker: 422, clerk: 303, deputy: 422, head: 422, admin: 422 },
    else: 404,
  },
  {
    method: 'GET',
    route: '/vorgaenge/:number/vergleich/:other',
    about: 'not public',
    path: (w) => compared(w, 'closed'),
    answers: both,
    else: 404,
  },
  {
    method: 'GET',
    route: '/vorgaenge/:number/vergleich/:other',
    about: 'restricted',
    path: (w) => compared(w, 'restricted'),
    answers: { ...outsiders, clerk: 200 },
    else: 404,
  },
  {
    method: 'GET',
    route: '/vorgaenge/:number/vergleich/:other',
    about: 'elsewhere',
    path: (w) => compared(w, 'elsewhere'),
    answers: outsiders,
    else: 404,
  },
  {
    method: 'POST',
    route: '/vorgaenge/:number/vergleich/:other',
    path: (w) => compared(w, 'closed'),
    body: () => ({ behalten: 'keinen' }),
    answers: { ...outsiders, worker: 422, clerk: 422, deputy: 422, head: 422, admin: 422 },
    else: 404,
  },
]

export const sameArea: Area = { rows }

import type { Area, Row, Visitor, World } from './row.ts'

/** Pages ask everybody without a staff session to sign in; what the app fetches is told so by its status. */
const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const silent = { nobody: 401, stranger: 401, citizen: 401, machine: 401 } as const
/** Staff who do not go out to the work. */
const inside = { newcomer: 403, admin: 403, officer: 403 } as const
const nothing = '00000000-0000-4000-8000-000000000000'
const kinds = ['open', 'closed', 'restricted', 'elsewhere'] as const
type Kind = (typeof kinds)[number]

/** A restricted case is not carried around on phones, be it theirs to see. */
const seeing: Record<Kind, Partial<Record<Visitor, number>>> = {
  open: { worker: 200, clerk: 200, deputy: 200, head: 200 },
  closed: { worker: 200, clerk: 200, deputy: 200, head: 200 },
  restricted: {},
  elsewhere: { foreign: 200 },
}
const everybody = (route: string, path = route, status = 200): Row => ({
  method: 'GET',
  route,
  about: path,
  path: () => path,
  answers: {},
  else: status,
})
const page = (path: string): Row => ({
  method: 'GET',
  route: path,
  path: () => path,
  answers: { ...outsiders, ...inside },
  else: 200,
})
const material = (method: 'GET' | 'POST', route: string, path: string, status: number): Row => ({
  method,
  route,
  path: () => path,
  answers: { ...outsiders, admin: status },
  else: 403,
})

const rows: Row[] = [
  everybody('/unterwegs/app'),
  everybody('/unterwegs/sw.js'),
  everybody('/unterwegs/manifest.webmanifest'),
  everybody('/unterwegs/symbol/:name', '/unterwegs/symbol/192.png'),
  everybody('/unterwegs/symbol/:name', '/unterwegs/symbol/original', 404),
  page('/unterwegs'),
  page('/unterwegs/karte'),
  { ...page('/unterwegs/tag.json'), answers: { ...silent, ...inside } },
  {
    method: 'POST',
    route: '/unterwegs/aktionen',
    path: () => '/unterwegs/aktionen',
    body: () => ({ aktion: '{}' }),
    answers: { ...silent, ...inside },
    else: 400,
  },
  {
    method: 'POST',
    route: '/unterwegs/reihenfolge',
    path: () => '/unterwegs/reihenfolge',
    body: () => ({ tag: '2000-01-01', folge: nothing }),
    answers: { ...inside },
    else: 303,
  },
  ...kinds.flatMap((kind): Row[] => {
    const path = (w: World) => `/unterwegs/${w[kind].id}`
    const seen = Object.keys(seeing[kind]) as Visitor[]
    return [
      {
        method: 'GET',
        route: '/unterwegs/:number',
        about: kind,
        path,
        answers: { ...outsiders, ...inside, ...seeing[kind] },
        else: 404,
      },
      ...['zeit', 'abschluss'].map(
        (noun): Row => ({
          method: 'POST',
          route: '/unterwegs/:number/:noun',
          about: `${noun}, ${kind}`,
          path: (w) => `${path(w)}/${noun}`,
          // Without a reason or a duration nothing is done, whoever sends it.
          body: () => ({ ergebnis: 'no_action', minuten: '' }),
          answers: { ...outsiders, ...inside },
          else: 404,
          refusals: seen,
        }),
      ),
    ]
  }),
  material('GET', '/verwaltung/material', '/verwaltung/material', 200),
  material('POST', '/verwaltung/material', '/verwaltung/material', 422),
  material('GET', '/verwaltung/material/:id', `/verwaltung/material/${nothing}`, 404),
  material('POST', '/verwaltung/material/:id', `/verwaltung/material/${nothing}`, 404),
]

export const fieldArea: Area = { rows }

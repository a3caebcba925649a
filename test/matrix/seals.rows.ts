import type { Area, Row } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const route = '/verwaltung/siegel/nachweis'
const proof = (about: string, path: Row['path'], answers: Row['answers']): Row => ({
  method: 'GET',
  route,
  about,
  path,
  answers: { ...outsiders, ...answers },
  else: 403,
})

const rows: Row[] = [
  // Everybody may keep the seals: they say nothing but that something happened.
  { method: 'GET', route: '/siegel.json', path: () => '/siegel.json', answers: {}, else: 200 },
  {
    method: 'GET',
    route: '/verwaltung/siegel',
    path: () => '/verwaltung/siegel',
    answers: { ...outsiders, admin: 200, officer: 200 },
    else: 403,
  },
  proof('of a case', (w) => `${route}?vorgang=${w.open.number}`, { admin: 200, officer: 422 }),
  proof('of a case that is not public', (w) => `${route}?vorgang=${w.closed.number}`, {
    admin: 200,
    officer: 422,
  }),
  proof('of a restricted case', (w) => `${route}?vorgang=${w.restricted.number}`, {
    admin: 422,
    officer: 422,
  }),
  proof('of another town', (w) => `${route}?vorgang=${w.elsewhere.id}`, { admin: 422, officer: 422 }),
  proof('of nothing', () => route, { admin: 422, officer: 422 }),
]

export const sealsArea: Area = { rows }

import type { Area, Row, Visitor } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const page = (route: string, who: readonly Visitor[], status = 200): Row => ({
  method: 'GET',
  route,
  path: () => route,
  answers: { ...outsiders, ...Object.fromEntries(who.map((visitor) => [visitor, status])) },
  else: 403,
})

const rows: Row[] = [
  page('/verwaltung/schluessel', ['admin']),
  {
    ...page('/verwaltung/schluessel', ['admin'], 422),
    method: 'POST',
    body: () => ({ name: '' }),
  },
  {
    ...page('/verwaltung/schluessel/:id/widerruf', ['admin'], 404),
    method: 'POST',
    path: () => '/verwaltung/schluessel/00000000-0000-4000-8000-000000000000/widerruf',
  },
  page('/verwaltung/aenderungen', ['admin', 'officer']),
  page('/verwaltung/systemstatus', ['admin']),
]

export const adminArea: Area = { rows }

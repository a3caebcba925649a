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
  page('/verwaltung/kategorien', ['admin']),
  page('/verwaltung/kategorien/neu', ['admin']),
  { ...page('/verwaltung/kategorien/neu', ['admin'], 422), method: 'POST', body: () => ({ name: '' }) },
  { ...page('/verwaltung/kategorien/:code', ['admin']), path: () => '/verwaltung/kategorien/schlagloch' },
  {
    ...page('/verwaltung/kategorien/:code', ['admin'], 422),
    method: 'POST',
    path: () => '/verwaltung/kategorien/schlagloch',
    body: () => ({ name: '' }),
  },
  page('/verwaltung/zustaendigkeiten', ['admin']),
  { ...page('/verwaltung/zustaendigkeiten', ['admin'], 422), method: 'POST', body: () => ({ ziel: '' }) },
  {
    ...page('/verwaltung/zustaendigkeiten/:id/entfernen', ['admin'], 404),
    method: 'POST',
    path: () => '/verwaltung/zustaendigkeiten/00000000-0000-4000-8000-000000000000/entfernen',
  },
  {
    ...page('/verwaltung/zustaendigkeiten/behoerden/:id', ['admin']),
    path: ({ town }) => `/verwaltung/zustaendigkeiten/behoerden/${town.ids.state}`,
  },
  {
    ...page('/verwaltung/zustaendigkeiten/behoerden/:id', ['admin'], 422),
    method: 'POST',
    path: ({ town }) => `/verwaltung/zustaendigkeiten/behoerden/${town.ids.state}`,
    body: () => ({ name: '' }),
  },
  page('/verwaltung/aussehen', ['admin']),
  { ...page('/verwaltung/aussehen', ['admin'], 409), method: 'POST', body: () => ({ stand: 'x' }) },
  page('/verwaltung/anmeldung', ['admin']),
  { ...page('/verwaltung/anmeldung', ['admin'], 422), method: 'POST', body: () => ({ pause: '' }) },
  page('/verwaltung/zeiten', ['admin']),
  { ...page('/verwaltung/zeiten', ['admin'], 422), method: 'POST', body: () => ({ tag1: 'zu' }) },
  { ...page('/verwaltung/zeiten/land', ['admin'], 404), method: 'POST', body: () => ({ land: 'x' }) },
  { ...page('/verwaltung/zeiten/tage', ['admin'], 422), method: 'POST', body: () => ({ tag: 'x' }) },
  {
    ...page('/verwaltung/zeiten/tage/:day/entfernen', ['admin'], 404),
    method: 'POST',
    path: () => '/verwaltung/zeiten/tage/1999-01-01/entfernen',
  },
  page('/verwaltung/texte', ['admin']),
  {
    ...page('/verwaltung/texte/text', ['admin']),
    path: () => '/verwaltung/texte/text?schluessel=nav.report',
  },
  { ...page('/verwaltung/texte/text', ['admin'], 404), method: 'POST', body: () => ({ schluessel: 'x' }) },
  page('/verwaltung/aenderungen', ['admin', 'officer']),
  page('/verwaltung/systemstatus', ['admin']),
]

export const adminArea: Area = { rows }

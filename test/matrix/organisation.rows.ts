import type { Area, Row, Visitor, World } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const unknown = '00000000-0000-4000-8000-000000000000'

/** Whoever manages people and units may come; `admin` manages the roads department. */
const row = (
  method: 'GET' | 'POST',
  route: string,
  status: number,
  path: (world: World) => string = () => route,
  more: Partial<Row> = {},
): Row => ({
  method,
  route,
  path,
  answers: { ...outsiders, admin: status } as Partial<Record<Visitor, number>>,
  else: 403,
  ...more,
})

const people = '/verwaltung/personen'
const units = '/verwaltung/einheiten'
const roles = '/verwaltung/rollen'
const of = (who: 'clerk' | 'gardener' | 'worker' | 'officer', noun = '') => {
  const end = noun && `/${noun}`
  return ({ town }: World) => `${people}/${town.ids[who]}${end}`
}
const nobody = (noun: string) => () => `${people}/${unknown}/${noun}`
const unitOf = (which: 'roads' | 'parks', noun = '') => {
  const end = noun && `/${noun}`
  return ({ town }: World) => `${units}/${town.ids[which]}${end}`
}

const rows: Row[] = [
  row('GET', people, 200),
  row('GET', `${people}/neu`, 200),
  row('POST', `${people}/neu`, 422, undefined, { body: () => ({ name: '' }) }),
  // Files of people are the whole town's.
  row('GET', `${people}/einlesen`, 403),
  row('POST', `${people}/einlesen`, 403, undefined, { body: () => ({ csv: 'x', aktion: 'einlesen' }) }),
  row('GET', `${people}/:id`, 200, of('clerk')),
  row('GET', `${people}/:id`, 200, of('gardener'), { about: 'of another department: a name' }),
  row('GET', `${people}/:id`, 404, ({ town }) => `${people}/${town.other.ids.clerk}`, {
    about: 'of another town',
  }),
  row('GET', `${people}/:id/rechte`, 200, of('worker', 'rechte')),
  row('GET', `${people}/:id/rechte`, 403, of('gardener', 'rechte'), { about: 'of another department' }),
  row('GET', `${people}/:id/rechte`, 403, of('officer', 'rechte'), { about: 'who may more' }),
  row('GET', `${people}/:id/angaben`, 200, of('worker', 'angaben')),
  row('POST', `${people}/:id/angaben`, 422, of('worker', 'angaben'), { body: () => ({ name: '' }) }),
  row('POST', `${people}/:id/angaben`, 403, of('gardener', 'angaben'), {
    about: 'of another department',
    body: () => ({ name: 'X', email: 'x@teststadt.example' }),
  }),
  row('GET', `${people}/:id/rolle`, 200, of('gardener', 'rolle')),
  row('POST', `${people}/:id/rolle`, 422, of('gardener', 'rolle'), { body: () => ({ rolle: 'x' }) }),
  row('POST', `${people}/:id/rolle`, 403, of('gardener', 'rolle'), {
    about: 'at another department',
    body: ({ town }) => ({ rolle: 'head', einheit: town.ids.parks }),
  }),
  row('POST', `${people}/:id/rolle`, 403, of('worker', 'rolle'), {
    about: 'more than one’s own',
    body: ({ town }) => ({ rolle: 'data_protection', einheit: town.ids.roads }),
  }),
  row('POST', `${people}/:id/rollenende`, 403, of('gardener', 'rollenende'), {
    body: ({ town }) => ({ rolle: 'clerk', einheit: town.ids.parks }),
  }),
  row('GET', `${people}/:id/arbeit`, 200, of('worker', 'arbeit')),
  row('POST', `${people}/:id/arbeit`, 422, of('worker', 'arbeit'), { body: () => ({ tag1: 'früh' }) }),
  ...['einladung', 'sperre', 'freigabe', 'sitzungen', 'zweitfaktor'].flatMap((noun) => [
    row('POST', `${people}/:id/${noun}`, 404, nobody(noun), { about: 'nobody' }),
    row('POST', `${people}/:id/${noun}`, 403, of('gardener', noun), { about: 'of another department' }),
  ]),
  row('GET', units, 200),
  row('GET', `${units}/neu`, 200),
  row('POST', `${units}/neu`, 422, undefined, { body: () => ({ name: '' }) }),
  row('GET', `${units}/:id`, 200, unitOf('roads')),
  row('GET', `${units}/:id`, 200, unitOf('parks'), { about: 'of others: to read' }),
  row('GET', `${units}/:id`, 404, ({ town }) => `${units}/${town.other.ids.roads}`, {
    about: 'of another town',
  }),
  row('POST', `${units}/:id`, 422, unitOf('roads'), { body: () => ({ name: '' }) }),
  row('POST', `${units}/:id`, 403, unitOf('parks'), { about: 'of others', body: () => ({ name: 'X' }) }),
  row('POST', `${units}/:id/aufloesung`, 409, unitOf('roads', 'aufloesung'), {
    body: () => ({ version: '0' }),
  }),
  row('POST', `${units}/:id/aufloesung`, 403, unitOf('parks', 'aufloesung'), { about: 'of others' }),
  row('POST', `${units}/:id/wiederherstellung`, 404, unitOf('roads', 'wiederherstellung')),
  row('GET', roles, 200),
  row('GET', `${roles}/:code`, 200, () => `${roles}/clerk`),
  // Defining roles is the whole town's.
  row('GET', `${roles}/neu`, 403),
  row('POST', `${roles}/neu`, 403, undefined, { body: () => ({ name: 'Alles', recht: 'keys.manage' }) }),
  row('GET', `${roles}/:code/bearbeiten`, 403, () => `${roles}/clerk/bearbeiten`),
  row('POST', `${roles}/:code/bearbeiten`, 403, () => `${roles}/clerk/bearbeiten`, {
    body: () => ({ name: 'Alles', recht: 'keys.manage' }),
  }),
  row('POST', `${roles}/:code/ende`, 403, () => `${roles}/clerk/ende`, { body: () => ({ version: '1' }) }),
  ...(['GET', 'POST'] as const).map(
    (method): Row => ({
      method,
      route: '/einladung/:token',
      about: 'a link that nobody was given',
      path: () => '/einladung/AAAAAAAAAAAAAAAAAAAAAA',
      answers: {},
      else: 404,
    }),
  ),
]

export const organisationArea: Area = { rows }

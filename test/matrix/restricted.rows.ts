import type { Area, Row, Visitor } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const row = (route: string, who: readonly Visitor[], status: number, more: Partial<Row> = {}): Row => ({
  method: 'GET',
  route,
  path: () => route,
  answers: { ...outsiders, ...Object.fromEntries(who.map((visitor) => [visitor, status])) },
  else: 403,
  ...more,
})

/** Whoever may open restricted cases in an emergency at some unit; the head of the other town there. */
const may = ['clerk', 'deputy', 'head', 'gardener', 'foreign'] as const
const officer = ['officer'] as const

const rows: Row[] = [
  row('/notzugriff', may, 200),
  row('/notzugriff', may, 422, {
    method: 'POST',
    about: 'without a reason',
    body: (w) => ({ nummer: w.restricted.number, grund: 'eilt' }),
  }),
  row('/notzugriff', may, 422, {
    method: 'POST',
    about: 'a case that is not restricted',
    body: (w) => ({ nummer: w.elsewhere.number, grund: 'Es ist Gefahr im Verzug, niemand da.' }),
  }),
  row('/verwaltung/lesezugriffe', officer, 200),
  row('/verwaltung/lesezugriffe', officer, 200, {
    about: 'of a restricted case',
    path: (w) => `/verwaltung/lesezugriffe?suche=${w.restricted.number}`,
  }),
  row('/verwaltung/lesezugriffe', officer, 200, {
    about: 'by somebody',
    path: (w) => `/verwaltung/lesezugriffe?wer=${w.town.ids.clerk}`,
  }),
  row('/verwaltung/notzugriffe', officer, 200),
]

export const restrictedArea: Area = { rows }

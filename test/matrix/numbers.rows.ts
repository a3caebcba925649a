import type { Area, Row } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const may = { clerk: 200, head: 200, deputy: 200, gardener: 200, admin: 200, foreign: 200 } as const
const forStaff = (path: string, about?: string): Row => ({
  method: 'GET',
  route: path.split('?')[0]!,
  ...(about && { about }),
  path: () => path,
  answers: { ...outsiders, ...may },
  else: 403,
})
const forAll = (path: string, about?: string): Row => ({
  method: 'GET',
  route: path.split('?')[0]!,
  ...(about && { about }),
  path: () => path,
  answers: {},
  else: 200,
})

export const numbersArea: Area = {
  rows: [
    forStaff('/zahlen'),
    forStaff('/zahlen?zeitraum=alles&kategorie=schlagloch', 'of one category'),
    forStaff('/zahlen.csv'),
    forAll('/statistik'),
    forAll('/statistik?zeitraum=1900&kategorie=gibt-es-nicht&ortsteil=x', 'of what is not there'),
    forAll('/statistik.csv'),
  ],
}

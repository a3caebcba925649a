import type { Area } from './row.ts'

export const deviceArea: Area = {
  rows: [
    { method: 'GET', route: '/melden/geraet', path: () => '/melden/geraet', answers: {}, else: 303 },
    {
      method: 'GET',
      route: '/melden/uebernehmen/:link',
      path: () => '/melden/uebernehmen/unsinn',
      answers: {},
      else: 404,
    },
    {
      method: 'POST',
      route: '/melden/uebernehmen/:link',
      path: () => '/melden/uebernehmen/unsinn',
      answers: {},
      else: 303,
    },
  ],
}

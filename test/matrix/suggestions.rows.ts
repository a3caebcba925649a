import type { Area, Row } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const row = (method: Row['method'], route: string, admin: number, body?: Row['body']): Row => ({
  method,
  route,
  path: () => route,
  ...(body && { body }),
  answers: { ...outsiders, admin },
  else: 403,
})

export const suggestionsArea: Area = {
  rows: [
    row('GET', '/verwaltung/vorschlaege', 200),
    row('POST', '/verwaltung/vorschlaege/lernen', 303),
    row('POST', '/verwaltung/vorschlaege/quelle', 303, () => ({ geschichte: 'ja' })),
  ],
}

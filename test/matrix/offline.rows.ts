import type { Area, Row } from './row.ts'

const row = (method: Row['method'], route: string, answer: number, body?: Row['body']): Row => ({
  method,
  route,
  path: () => route,
  ...(body && { body }),
  answers: {},
  else: answer,
})

export const offlineArea: Area = {
  rows: [
    row('GET', '/melden/ohne-netz', 200),
    row('GET', '/melden/sw.js', 200),
    row('POST', '/melden/ohne-netz', 400),
    row('POST', '/melden/ohne-netz/weiter', 400),
  ],
}

import type { Area, Row } from './row.ts'

const row = (method: Row['method'], route: string, answer: number): Row => ({
  method,
  route,
  path: () => route,
  answers: {},
  else: answer,
})

/** Everybody may use a terminal; making one of the browser is left out here, since nobody could sign in with it. */
export const terminalArea: Area = {
  rows: [
    row('GET', '/terminal', 200),
    row('GET', '/terminal/einrichten', 200),
    row('GET', '/terminal/noch-da', 303),
    row('POST', '/terminal/ende', 303),
    row('POST', '/terminal/verlassen', 303),
  ],
}

import { expect, test } from 'vitest'
import { readHours, writeHours } from './form.ts'

test.each([
  ['8-12', [['08:00', '12:00']]],
  [
    '8:30 – 12, 14 bis 16.15 Uhr',
    [
      ['08:30', '12:00'],
      ['14:00', '16:15'],
    ],
  ],
  ['0–24', [['00:00', '24:00']]],
  ['', []],
])('%s is understood', (text, spans) => {
  const { rows, faults } = readHours({ 1: text })
  expect(faults).toEqual([])
  expect(rows.map((o) => [o.from, o.until])).toEqual(spans)
})
test.each(['12-8', '8', '8-25', '8-12, 11-14', 'zu', '8:75-9'])('%s is not', (text) => {
  expect(readHours({ 3: text }).faults).toEqual([3])
})
test('what was set is shown as it may be typed', () => {
  const rows = [
    { weekday: 2, from: '08:00', until: '12:00' },
    { weekday: 2, from: '14:00', until: '16:00' },
  ]
  expect(readHours(writeHours(rows))).toEqual({ rows, faults: [] })
})

import { expect, it } from 'vitest'
import { dateFromParts } from './date-parts.ts'

it('reads a date from its three parts', () => {
  expect(dateFromParts('27', '11', '2026')).toBe('2026-11-27')
  expect(dateFromParts(' 1', '3 ', '1987')).toBe('1987-03-01')
  expect(dateFromParts('', ' ', '')).toBe('')
})

it('refuses what is no date', () => {
  for (const [d, m, y] of [
    ['31', '2', '2026'],
    ['1', '13', '2026'],
    ['1', '1', '26'],
    ['0', '1', '2026'],
    ['1', '', '2026'],
    ['x', '1', '2026'],
  ] as const)
    expect(dateFromParts(d, m, y)).toBeNull()
})

import { expect, test } from 'vitest'
import { csvCell } from './csv.ts'

test('a cell is never run by a spreadsheet', () => {
  for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx']) expect(csvCell(evil)).toMatch(/^"?'/)
  expect(csvCell('=HYPERLINK("x";"y")')).toBe(`"'=HYPERLINK(""x"";""y"")"`)
  expect(csvCell('Straße; Weg')).toBe('"Straße; Weg"')
  expect(csvCell(-3)).toBe('-3')
  expect(csvCell(null)).toBe('')
})

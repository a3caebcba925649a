import { expect, it } from 'vitest'
import { shownPages } from './pagination.tsx'

it('shows the ends and the neighbours', () => {
  expect(shownPages(1, 1)).toEqual([1])
  expect(shownPages(1, 9)).toEqual([1, 2, null, 9])
  expect(shownPages(5, 9)).toEqual([1, null, 4, 5, 6, null, 9])
  expect(shownPages(4, 9)).toEqual([1, 2, 3, 4, 5, null, 9])
  expect(shownPages(9, 9)).toEqual([1, null, 8, 9])
})

import { expect, test } from 'vitest'
import { factsOf } from './exif.ts'

const at = (error: unknown) =>
  factsOf({ latitude: 50.1, longitude: 8.9, GPSHPositioningError: error }).accuracy

test('a camera says by how many metres its place may be wrong, if it says anything', () => {
  expect(at(4.2)).toBe(5)
  expect(at(165)).toBe(165)
  for (const nothing of [undefined, 0, -3, Number.NaN, Infinity, 1e9, '12', [1]])
    expect(at(nothing)).toBeNull()
})

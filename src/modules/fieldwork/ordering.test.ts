import { expect, test } from 'vitest'
import { costOf, insertStops, orderStops, type Stop } from './ordering.ts'

const now = new Date('2026-11-23T08:00:00Z')
const start = { lat: 50.12, lon: 8.92 }
const stop = (id: string, north: number, east: number, more: Partial<Stop> = {}): Stop => ({
  id,
  place: { lat: 50.12 + north / 111_000, lon: 8.92 + east / 71_000 },
  at: null,
  priority: 1,
  ...more,
})
const ids = (stops: readonly Stop[]): string => stops.map((one) => one.id).join('')

test('goes round instead of back and forth', () => {
  // Along a ring: the nearest neighbour alone would leave the last one behind.
  const ring = [
    stop('c', 2000, 2000),
    stop('a', 1000, 0),
    stop('d', 1000, 3000),
    stop('b', 2000, 800),
    stop('e', 0, 2500),
  ]
  expect(['abcde', 'edcba']).toContain(ids(orderStops(start, now, ring)))
  expect(orderStops(start, now, [...ring].reverse())).toEqual(orderStops(start, now, ring))
})

test('never costs more than the order it was given, and loses nothing', () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    stop(String.fromCharCode(97 + i), (i * 7919) % 5000, (i * 104_729) % 5000),
  )
  const begun = performance.now()
  const ordered = orderStops(start, now, many)
  expect(performance.now() - begun).toBeLessThan(2000)
  expect(new Set(ordered)).toEqual(new Set(many))
  expect(costOf(start, now, ordered)).toBeLessThan(costOf(start, now, many) / 2)
})

test('is at appointments in time, goes to urgent things early, and to what has no place last', () => {
  const nine = stop('t', 4000, 0, { at: new Date('2026-11-23T08:20:00Z') })
  const near = [stop('a', 500, 0), stop('b', 600, 300), stop('c', 700, -200)]
  expect(ids(orderStops(start, now, [...near, nine]))[0]).toBe('t')
  const later = { ...nine, at: new Date('2026-11-23T13:00:00Z') }
  expect(ids(orderStops(start, now, [...near, later]))).toMatch(/t$/)
  const urgent = stop('u', -1500, 0, { priority: 3 })
  expect(ids(orderStops(start, now, [...near, urgent]))[0]).toBe('u')
  expect(ids(orderStops(start, now, [stop('x', 0, 0, { place: null }), ...near]))).toMatch(/x$/)
  expect(orderStops(null, now, [])).toEqual([])
  expect(ids(orderStops(null, now, near))).toHaveLength(3)
})

test('puts new stops where they cost least and leaves the rest as a person wants it', () => {
  const [a, b, c] = [stop('a', 0, 0), stop('b', 3000, 0), stop('c', 1500, 0)]
  const chosen = [b, a]
  expect(ids(insertStops(start, now, chosen, [c]))).toMatch(/b.*a/)
  expect(ids(insertStops(start, now, [a, b], [c]))).toBe('acb')
})

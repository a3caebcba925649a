import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { addressesCsv } from './serialise.ts'
import { inside, type Point } from './town/plane.ts'
import { generateNeighbour, generateTown } from './town.ts'

const town = generateTown()
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

test('the same seed gives the same town', () => {
  expect(digest(generateTown())).toBe(digest(town))
  expect(digest(generateTown('another'))).not.toBe(digest(town))
})

test('the town has the promised size', () => {
  expect(town.districts).toHaveLength(12)
  expect(town.addresses).toHaveLength(6000)
  expect(town.streets.length).toBeGreaterThan(380)
  expect(town.streets.length).toBeLessThan(470)
  const kinds = new Set(town.features.map((f) => f.kind))
  for (const kind of [
    'river',
    'lake',
    'park',
    'playground',
    'forest',
    'railway',
    'station',
    'school',
    'cemetery',
    'industry',
    'square',
    'bridge',
    'building',
  ])
    expect(kinds, kind).toContain(kind)
})

test('every street and every address is named once', () => {
  expect(new Set(town.streets.map((s) => s.name)).size).toBe(town.streets.length)
  expect(new Set(town.addresses.map((a) => `${a.street} ${a.houseNumber}`)).size).toBe(6000)
  const names = new Set(town.streets.map((s) => s.name))
  expect(town.addresses.filter((a) => !names.has(a.street))).toEqual([])
})

test('every address lies in exactly the one district that it names', () => {
  const wrong = town.addresses.filter((a) => {
    const hits = town.districts.filter((d) => inside([a.lon, a.lat], d.polygon.coordinates[0] as Point[]))
    return hits.length !== 1 || hits[0]!.code !== a.district
  })
  expect(wrong).toEqual([])
})

test('districts tile the town: each edge belongs to two districts or to one and the boundary', () => {
  const edges = new Map<string, number>()
  const edge = (a: unknown, b: unknown) => [String(a), String(b)].sort().join(' ')
  for (const ring of [
    ...town.districts.map((d) => d.polygon.coordinates[0]!),
    town.boundary.geometry.coordinates[0]!,
  ])
    for (let i = 1; i < ring.length; i++)
      edges.set(edge(ring[i - 1], ring[i]), (edges.get(edge(ring[i - 1], ring[i])) ?? 0) + 1)
  expect([...edges.values()].filter((n) => n !== 2)).toEqual([])
})

test('roads of other owners name their authority', () => {
  expect(town.streets.filter((s) => (s.owner !== 'town') !== Boolean(s.authority))).toEqual([])
  expect(new Set(town.streets.map((s) => s.owner))).toEqual(new Set(['town', 'state', 'rail']))
})

test('addresses are written as a table for importers', () => {
  const lines = addressesCsv(town).split('\r\n')
  expect(lines[0]).toBe('strasse;hausnummer;plz;ort;ortsteil;lat;lon')
  expect(lines).toHaveLength(6002)
})

test('the neighbour is small and elsewhere', () => {
  const neighbour = generateNeighbour()
  expect(neighbour.districts).toHaveLength(3)
  expect(neighbour.addresses).toHaveLength(300)
  expect(neighbour.streets.length).toBeGreaterThan(25)
  const [x, y] = [
    (neighbour.centre.lon - town.centre.lon) * 71.3,
    (neighbour.centre.lat - town.centre.lat) * 111.2,
  ]
  expect(Math.hypot(x, y)).toBeGreaterThan(7)
})

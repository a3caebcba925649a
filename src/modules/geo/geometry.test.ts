import { describe, expect, it } from 'vitest'
import { whereIn } from './areas.ts'
import { asIs, boxOf, contains, distanceToSegment, type Geometry, pathsOf } from './geometry.ts'
import { bearing, direction, fromMercator, mercator, metres, scaleAt } from './mercator.ts'
import { ownerIn } from './owner.ts'
import { indexed, streetsNear } from './streets.ts'

const rings = (...coordinates: [number, number][][]) => pathsOf({ type: 'Polygon', coordinates }, asIs)
const square = (x: number, y: number, size: number): [number, number][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]

describe('a point in an area', () => {
  it('is in the square, not in its hole, and not beside it', () => {
    const ring = rings(square(0, 0, 10), square(4, 4, 2))
    expect(contains(ring, 1, 1)).toBe(true)
    expect(contains(ring, 5, 5)).toBe(false)
    expect(contains(ring, 11, 5)).toBe(false)
    expect(contains(ring, -1, 0)).toBe(false)
  })
  it('on a border shared by two areas is in exactly one of them, corners included', () => {
    const four = [
      rings(square(0, 0, 1)),
      rings(square(1, 0, 1)),
      rings(square(0, 1, 1)),
      rings(square(1, 1, 1)),
    ]
    for (const [x, y] of [
      [1, 0.5],
      [0.5, 1],
      [1, 1],
      [1, 1.5],
      [1.5, 1],
    ] as const) {
      expect(four.filter((ring) => contains(ring, x, y))).toHaveLength(1)
    }
  })
  it('is found in a concave area and in one of several pieces', () => {
    const u = rings([
      [0, 0],
      [9, 0],
      [9, 9],
      [6, 9],
      [6, 3],
      [3, 3],
      [3, 9],
      [0, 9],
      [0, 0],
    ])
    expect([contains(u, 1, 8), contains(u, 4.5, 8), contains(u, 8, 8), contains(u, 4.5, 1)]).toEqual([
      true,
      false,
      true,
      true,
    ])
    const two = pathsOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]] }, asIs)
    expect([contains(two, 0.5, 0.5), contains(two, 5.5, 5.5), contains(two, 3, 3)]).toEqual([
      true,
      true,
      false,
    ])
  })
  it('belongs to the district that it lies in', () => {
    const shape = (code: string, x: number) => {
      const ring = rings(square(x, 50, 0.1))
      return { id: code, code, name: code, rings: ring, box: boxOf(ring) }
    }
    const areas = { boundary: [], districts: [shape('a', 8), shape('b', 8.1)] }
    expect(whereIn(areas, { lat: 50.05, lon: 8.15 })).toEqual({
      inside: true,
      district: { id: 'b', code: 'b', name: 'b' },
    })
    expect(whereIn(areas, { lat: 50.05, lon: 9 })).toEqual({ inside: false, district: null })
    expect(whereIn({ boundary: [], districts: [] }, { lat: 0, lon: 0 }).inside).toBe(true)
  })
})

describe('distances', () => {
  it('are those of the ground', () => {
    expect(metres({ lat: 50, lon: 8 }, { lat: 51, lon: 8 })).toBeCloseTo(111_195, -1)
    expect(metres({ lat: 50.1264, lon: 8.9283 }, { lat: 50.1264, lon: 8.9293 })).toBeCloseTo(71.28, 1)
    const [a, b] = [mercator({ lat: 50.1, lon: 8.9 }), mercator({ lat: 50.1, lon: 8.91 })]
    expect((b.x - a.x) * scaleAt(50.1)).toBeCloseTo(
      metres({ lat: 50.1, lon: 8.9 }, { lat: 50.1, lon: 8.91 }),
      -1,
    )
  })
  it('to a line are to its nearest point, ends included', () => {
    expect(distanceToSegment(5, 3, 0, 0, 10, 0)).toBe(3)
    expect(distanceToSegment(-3, 4, 0, 0, 10, 0)).toBe(5)
    expect(distanceToSegment(3, 4, 0, 0, 0, 0)).toBe(5)
  })
  it('go there and back through Mercator', () => {
    const back = fromMercator(mercator({ lat: 50.1264, lon: 8.9283 }))
    expect(back.lat).toBeCloseTo(50.1264, 9)
    expect(back.lon).toBeCloseTo(8.9283, 9)
  })
  it('have a direction', () => {
    const town = { lat: 50, lon: 8 }
    expect(direction(town, { lat: 51, lon: 8 })).toBe('n')
    expect(direction(town, { lat: 50.5, lon: 8.8 })).toBe('ne')
    expect(direction(town, { lat: 50, lon: 7 })).toBe('w')
    expect(direction(town, { lat: 49, lon: 8.01 })).toBe('s')
    expect(bearing(town, { lat: 50, lon: 9 })).toBeCloseTo(90, 0)
  })
})

// One thousandth of a degree of latitude is 111.2 m.
const north = (metres: number) => 50 + metres / 111_195
const street = (
  name: string,
  lat: number,
  more: { class?: string; owner?: string; authority?: string } = {},
) => {
  const geometry: Geometry = {
    type: 'LineString',
    coordinates: [
      [8, lat],
      [8.01, lat],
    ],
  }
  const lines = pathsOf(geometry, ([lon, la]) => mercator({ lat: la, lon }))
  return { name, class: 'residential', owner: 'town', authority: null, ...more, lines, box: boxOf(lines) }
}
const streets = indexed([
  street('B 45', 50, { class: 'main', owner: 'state', authority: 'hm' }),
  street('Nebenweg', north(20)),
  street('Linie 1', north(200), { class: 'path', owner: 'rail', authority: 'bahn' }),
  street('A 66', north(500), { class: 'motorway', owner: 'state', authority: 'autobahn' }),
])
const at = (metres: number) => ownerIn(streets, { lat: north(metres), lon: 8.005 })

describe('the owner of the ground', () => {
  it.each([
    [0, 'state', 'B 45'],
    [-14, 'state', 'B 45'],
    [-16, 'town', 'Nebenweg'],
    [8, 'state', 'B 45'],
    [12, 'town', 'Nebenweg'],
    [200, 'rail', 'Linie 1'],
    [211, 'rail', 'Linie 1'],
    [213, 'town', null],
    [478, 'state', 'A 66'],
    [300, 'town', null],
  ])('%i m north of the road is %s', (metres, owner, name) => {
    expect(at(metres)).toMatchObject({ owner, street: name })
  })
  it('names who answers for it', () => {
    expect(at(200).authority).toBe('bahn')
    expect(at(100).authority).toBeNull()
  })
  it('is found by the grid as by looking at every street', () => {
    for (const m of [-50, 0, 17, 50, 150, 250]) {
      const place = { lat: north(m), lon: 8.0023 }
      const all = [0, 20, 200, 500]
        .map((d) => Math.abs(d - m))
        .filter((d) => d <= 120)
        .sort((a, b) => a - b)
      const near = streetsNear(streets, place, 120).map((n) => Math.round(n.metres))
      expect(near).toEqual(all)
    }
  })
})

import { metres, type Place } from '#modules/geo/index.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Box, Shape, Where } from './work.ts'

const METRES_A_DEGREE = 111_195

/** The lines or rings of a shape, as positions in longitude and latitude. */
const pathsOf = (shape: Shape): readonly (readonly [number, number])[][] => {
  switch (shape.type) {
    case 'LineString':
      return [shape.coordinates]
    case 'MultiLineString':
    case 'Polygon':
      return shape.coordinates
    case 'MultiPolygon':
      return shape.coordinates.flat()
  }
}

const isArea = (shape: Shape): boolean => shape.type === 'Polygon' || shape.type === 'MultiPolygon'

/** The box that a shape, and so much around it, lies in. */
export function boxAround(shape: Shape, radius: number): Box {
  const all = pathsOf(shape).flat()
  const [lons, lats] = [all.map(([lon]) => lon), all.map(([, lat]) => lat)]
  const box = {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  }
  return widened(box, radius)
}

export const boxAt = (place: Place, radius: number): Box =>
  widened({ west: place.lon, east: place.lon, south: place.lat, north: place.lat }, radius)

function widened(box: Box, by: number): Box {
  const north = by / METRES_A_DEGREE
  const east = north / Math.cos((box.south * Math.PI) / 180)
  return {
    west: box.west - east,
    south: box.south - north,
    east: box.east + east,
    north: box.north + north,
  }
}

/** Does a work cover a place? What lies on the edge of a radius still does. */
export function covers(where: Where, place: Place, areaId: Uuid | null): boolean {
  if (where.extent === 'town') return true
  if (where.extent === 'district') return where.areaId !== null && where.areaId === areaId
  const { box, shape } = where
  if (
    box &&
    !(place.lon >= box.west && place.lon <= box.east && place.lat >= box.south && place.lat <= box.north)
  )
    return false
  if (where.extent === 'point') return where.place !== null && metres(where.place, place) <= where.radius
  if (!shape) return false
  if (isArea(shape) && inside(shape, place)) return true
  return where.radius > 0 && away(shape, place) <= where.radius
}

/** Even-odd over all rings at once, so that holes and several pieces are no case of their own. */
function inside(shape: Shape, { lat: y, lon: x }: Place): boolean {
  let is = false
  for (const ring of pathsOf(shape))
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) is = !is
    }
  return is
}

/** Metres to the nearest line, in a plane around the place: exact enough within a town. */
function away(shape: Shape, place: Place): number {
  const scale = Math.cos((place.lat * Math.PI) / 180)
  const at = ([lon, lat]: readonly [number, number]): [number, number] => [
    (lon - place.lon) * METRES_A_DEGREE * scale,
    (lat - place.lat) * METRES_A_DEGREE,
  ]
  let nearest = Infinity
  for (const path of pathsOf(shape))
    for (let i = 1; i < path.length; i++) {
      const [[ax, ay], [bx, by]] = [at(path[i - 1]!), at(path[i]!)]
      const [dx, dy] = [bx - ax, by - ay]
      const length = dx * dx + dy * dy
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy))
    }
  return nearest
}

/** Where a marker stands: the middle of the box, or for lines the position in the middle of the longest. */
export function middleOf(shape: Shape): Place {
  const paths = pathsOf(shape)
  if (isArea(shape)) {
    const { west, south, east, north } = boxAround(shape, 0)
    return { lat: (south + north) / 2, lon: (west + east) / 2 }
  }
  const longest = [...paths].sort((a, b) => b.length - a.length)[0]!
  const [lon, lat] = longest[Math.floor(longest.length / 2)]!
  return { lat, lon }
}

export type Position = [lon: number, lat: number]

export type Geometry =
  | { type: 'Point'; coordinates: Position }
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] }
  | { type: 'Polygon'; coordinates: Position[][] }
  | { type: 'MultiPolygon'; coordinates: Position[][][] }

/** x and y by turns: a quarter of the memory of nested arrays, and faster to walk along. */
export type Path = Float64Array

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** All lines or rings of a geometry, each position moved by `at`. */
export function pathsOf(geometry: Geometry, at: (p: Position) => { x: number; y: number }): Path[] {
  const path = (positions: Position[]): Path => {
    const flat = new Float64Array(positions.length * 2)
    positions.forEach((p, i) => {
      const { x, y } = at(p)
      flat[2 * i] = x
      flat[2 * i + 1] = y
    })
    return flat
  }
  switch (geometry.type) {
    case 'Point':
      return [path([geometry.coordinates])]
    case 'LineString':
      return [path(geometry.coordinates)]
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.map(path)
    case 'MultiPolygon':
      return geometry.coordinates.flat().map(path)
  }
}

export const isArea = (geometry: Geometry): boolean =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'

export const asIs = ([x, y]: Position): { x: number; y: number } => ({ x, y })

export function boxOf(paths: readonly Path[]): Box {
  const box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const path of paths) {
    for (let i = 0; i < path.length; i += 2) {
      box.west = Math.min(box.west, path[i]!)
      box.east = Math.max(box.east, path[i]!)
      box.south = Math.min(box.south, path[i + 1]!)
      box.north = Math.max(box.north, path[i + 1]!)
    }
  }
  return box
}

export const inBox = (box: Box, x: number, y: number): boolean =>
  x >= box.west && x <= box.east && y >= box.south && y <= box.north

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south

/**
 * Is a point within rings? Even-odd rule over all rings at once, so that holes and several pieces need no case of
 * their own. Edges are half open: of two areas that share a border, exactly one has a point on it.
 */
export function contains(rings: readonly Path[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

/** Distance of a point to the line from a to b. */
export function distanceToSegment(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.sqrt((x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2)
}

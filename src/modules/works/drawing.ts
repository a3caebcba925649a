import { Invalid } from '#platform/errors.ts'
import type { Shape } from './work.ts'

/** A drawing larger than that is no building site. */
export const LARGEST_DRAWING = 200_000
const MOST_POSITIONS = 5000

const depths = { LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 } as const

/**
 * A drawn extent from GeoJSON (RFC 7946): one line or area, or several in a collection, which become one. Throws Invalid
 * for what is none, or lies nowhere.
 */
export function readDrawing(text: string): Shape {
  if (text.length > LARGEST_DRAWING) throw new Invalid('work.drawing_large')
  let parsed: unknown
  try {
    parsed = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new Invalid('work.drawing')
  }
  const shapes = shapesIn(parsed)
  const areas = shapes.filter((s) => s.type === 'Polygon' || s.type === 'MultiPolygon')
  if (shapes.length === 0 || (areas.length > 0 && areas.length < shapes.length))
    throw new Invalid('work.drawing')
  const joined = areas.length > 0 ? joinAreas(shapes) : joinLines(shapes)
  const count = JSON.stringify(joined.coordinates).split('],').length
  if (count > MOST_POSITIONS) throw new Invalid('work.drawing_large')
  return joined
}

type Given = { type?: unknown; coordinates?: unknown; geometry?: unknown; features?: unknown }

function shapesIn(given: unknown): Shape[] {
  const { type, coordinates, geometry, features } = (given ?? {}) as Given
  if (type === 'FeatureCollection' && Array.isArray(features)) return features.flatMap(shapesIn)
  if (type === 'Feature') return shapesIn(geometry)
  if (typeof type !== 'string' || !Object.hasOwn(depths, type)) throw new Invalid('work.drawing')
  const kind = type as keyof typeof depths
  return [
    { type: kind, coordinates: positions(coordinates, depths[kind], kind.endsWith('Polygon')) } as Shape,
  ]
}

/** Nested lists of positions, height left out; anything else is refused. */
function positions(given: unknown, depth: number, closed: boolean): unknown {
  if (!Array.isArray(given) || given.length === 0) throw new Invalid('work.drawing')
  if (depth > 1) return given.map((one) => positions(one, depth - 1, closed))
  const path = given.map((p: unknown): [number, number] => {
    const [lon, lat] = Array.isArray(p) ? p : []
    if (typeof lon !== 'number' || typeof lat !== 'number' || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 85))
      throw new Invalid('work.drawing')
    return [lon, lat]
  })
  const [first, last] = [path[0]!, path.at(-1)!]
  if (path.length < 2 || (closed && (path.length < 4 || first[0] !== last[0] || first[1] !== last[1])))
    throw new Invalid('work.drawing')
  return path
}

const joinAreas = (shapes: Shape[]): Shape => ({
  type: 'MultiPolygon',
  coordinates: shapes.flatMap((s) =>
    s.type === 'MultiPolygon' ? s.coordinates : s.type === 'Polygon' ? [s.coordinates] : [],
  ),
})

const joinLines = (shapes: Shape[]): Shape => ({
  type: 'MultiLineString',
  coordinates: shapes.flatMap((s) =>
    s.type === 'MultiLineString' ? s.coordinates : s.type === 'LineString' ? [s.coordinates] : [],
  ),
})

import type { Complaints } from '#platform/import.ts'
import type { Geometry, Position } from './geometry.ts'

export interface Incoming {
  /** Counted from 1, as it is named to people. */
  feature: number
  line: number
  id: string | null
  properties: Record<string, unknown>
  geometry: Geometry
}

type Kind = Geometry['type']

/** Beyond these, numbers are no degrees; who reads projected coordinates gives others. */
const degrees = { x: 180, y: 85 }

/** The features of a GeoJSON FeatureCollection (RFC 7946), each of one of the kinds allowed; the rest is said. */
export function readGeoJson(
  text: string,
  allowed: readonly Kind[],
  complaints: Complaints,
  most = degrees,
): Incoming[] {
  const bare = text.replace(/^\ufeff/, '')
  let parsed: { type?: unknown; features?: unknown }
  try {
    parsed = JSON.parse(bare)
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? bare.length)
    complaints.add(lineAt(bare, at), 'not_json')
    return []
  }
  if (parsed?.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) {
    complaints.add(1, 'not_collection')
    return []
  }
  const starts = featureStarts(bare)
  return parsed.features.flatMap((raw, i) => {
    const line = starts[i] ?? 1
    const given = (raw ?? {}) as {
      id?: unknown
      properties?: unknown
      geometry?: { type?: unknown; coordinates?: unknown }
    }
    const fault = faultOf(given.geometry, allowed, most)
    if (fault) {
      complaints.add(line, fault, { feature: i + 1, allowed: allowed.join(', ') })
      return []
    }
    const { type, coordinates } = given.geometry as Geometry
    return [
      {
        feature: i + 1,
        line,
        id: typeof given.id === 'string' || typeof given.id === 'number' ? String(given.id) : null,
        properties: (typeof given.properties === 'object' && given.properties) || {},
        geometry: { type, coordinates: flat(coordinates) } as Geometry,
      } as Incoming,
    ]
  })
}

const depths: Record<Kind, number> = {
  Point: 0,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

function faultOf(
  geometry: { type?: unknown; coordinates?: unknown } | undefined | null,
  allowed: readonly Kind[],
  most: typeof degrees,
): 'geometry' | 'coordinates' | 'ring' | null {
  const kind = allowed.find((k) => k === geometry?.type)
  if (!kind) return 'geometry'
  const positions: Position[] = []
  if (!collect(geometry?.coordinates, depths[kind], positions) || positions.length === 0) return 'coordinates'
  // Projected coordinates (UTM, Gauß-Krüger) are the commonest mistake; they are far beyond these.
  if (positions.some(([lon, lat]) => Math.abs(lon) > most.x || Math.abs(lat) > most.y)) return 'coordinates'
  if (kind !== 'Polygon' && kind !== 'MultiPolygon')
    return positions.length === 1 && kind !== 'Point' ? 'geometry' : null
  const polygons = (kind === 'Polygon' ? [geometry!.coordinates] : geometry!.coordinates) as Position[][][]
  return polygons.every((rings) => rings.length > 0 && rings.every(isClosed)) ? null : 'ring'
}

function isClosed(ring: Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)]
  return ring.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

function collect(value: unknown, depth: number, into: Position[]): boolean {
  if (!Array.isArray(value)) return false
  if (depth > 0) return value.every((inner) => collect(inner, depth - 1, into))
  if (value.length < 2 || !Number.isFinite(value[0]) || !Number.isFinite(value[1])) return false
  into.push(value as Position)
  return true
}

/** Heights are dropped. */
const flat = (value: unknown): unknown =>
  Array.isArray(value) ? (typeof value[0] === 'number' ? value.slice(0, 2) : value.map(flat)) : value

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** The line on which each member of the outermost `features` begins; JSON that parses is walked once. */
function featureStarts(text: string): number[] {
  const starts: number[] = []
  let [depth, line, within] = [0, 1, -1]
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]
    if (sign === '\n') line++
    else if (sign === '"') {
      const from = i + 1
      for (i++; text[i] !== '"'; i++) if (text[i] === '\\') i++
      if (depth === 1 && text.slice(from, i) === 'features' && /^\s*:/.test(text.slice(i + 1, i + 50)))
        within = 2
    } else if (sign === '{' || sign === '[') {
      depth++
      if (within === 2 && depth === 3) starts.push(line)
    } else if (sign === '}' || sign === ']') {
      depth--
      if (within === 2 && depth === 1) within = -1
    }
  }
  return starts
}

/** The first of some properties that says something, as trimmed text of a sensible length. */
export function textIn(feature: Incoming, ...names: string[]): string | null {
  for (const name of names) {
    const value = feature.properties[name]
    const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
    if (text !== '') return text.normalize('NFC').slice(0, 200)
  }
  return null
}

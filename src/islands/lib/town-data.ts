import type { FeatureCollection, Point } from 'geojson'

/** The town as /karte/stadt.json gives it, and where to write the names of its areas. */
export interface TownData {
  areas: FeatureCollection
  streets: FeatureCollection
  features: FeatureCollection
  names: FeatureCollection<Point>
}

const towns = new Map<string, Promise<TownData>>()

/** Fetched once a page, however many maps it has. */
export function loadTown(url: string): Promise<TownData> {
  const known = towns.get(url)
  if (known) return known
  const town = fetch(url).then(async (answer) => {
    if (!answer.ok) throw new Error(`the town's map: ${answer.status}`)
    const { areas, streets, features } = (await answer.json()) as Omit<TownData, 'names'>
    return { areas, streets, features, names: namesIn(areas, features) }
  })
  towns.set(url, town)
  town.catch(() => towns.delete(url))
  return town
}

/** Polygons are cut into tiles, and each piece would be written upon; so their names get points of their own. */
function namesIn(...layers: FeatureCollection[]): FeatureCollection<Point> {
  const features = layers.flatMap((layer) =>
    layer.features.flatMap(({ geometry, properties }) => {
      const kind = String(properties?.kind)
      const written = properties?.name && kind !== 'boundary' && kind !== 'building'
      const ring =
        geometry.type === 'Polygon'
          ? geometry.coordinates[0]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates[0]?.[0]
            : undefined
      if (!written || !ring) return []
      return [
        {
          type: 'Feature' as const,
          properties: { kind, name: String(properties.name) },
          geometry: { type: 'Point' as const, coordinates: middle(ring) },
        },
      ]
    }),
  )
  return { type: 'FeatureCollection', features }
}

/** The centre of gravity of a ring. */
function middle(ring: number[][]): [number, number] {
  let [area, x, y] = [0, 0, 0]
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  for (let i = 0; i + 1 < ring.length; i++) {
    // Measured from the first point, or rounding would eat the small differences of degrees.
    const [ax, ay] = [ring[i]![0]! - x0, ring[i]![1]! - y0]
    const [bx, by] = [ring[i + 1]![0]! - x0, ring[i + 1]![1]! - y0]
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return area === 0 ? [x0, y0] : [x0 + x / (3 * area), y0 + y / (3 * area)]
}

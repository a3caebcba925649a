export interface Place {
  lat: number
  lon: number
}

const radius = 6_378_137

/**
 * Web Mercator metres (EPSG:3857), as they stand in `place` columns: conformal, so that the nearest in the plane is
 * the nearest on the ground within a town. Real metres are these times cos(latitude).
 */
export const mercator = ({ lat, lon }: Place): { x: number; y: number } => ({
  x: (radius * lon * Math.PI) / 180,
  y: radius * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
})

export const fromMercator = ({ x, y }: { x: number; y: number }): Place => ({
  lat: (360 / Math.PI) * Math.atan(Math.exp(y / radius)) - 90,
  lon: (x / radius) * (180 / Math.PI),
})

/** Real metres in one Mercator metre, at a latitude. */
export const scaleAt = (lat: number): number => Math.cos((lat * Math.PI) / 180)

/** Metres between two places (haversine on the mean Earth). */
export function metres(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const s = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2
  const c = Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(s + c)))
}

export const winds = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const
export type Wind = (typeof winds)[number]

/** Degrees clockwise from north, of the way from one place to another. */
export function bearing(from: Place, to: Place): number {
  const [a, b] = [mercator(from), mercator(to)]
  return ((Math.atan2(b.x - a.x, b.y - a.y) * 180) / Math.PI + 360) % 360
}

/** In which of eight directions one place lies as seen from another. */
export const direction = (from: Place, to: Place): Wind => winds[Math.round(bearing(from, to) / 45) % 8]!

import type { Map as MapLibre } from 'maplibre-gl'
import type { Dots } from './dots.ts'

/** From here on cells are half as wide, so that single reports show sooner. */
const NEAR = 16

const columnOf = (lon: number): number => (lon + 180) / 360
const rowOf = (lat: number): number => {
  const rad = (lat * Math.PI) / 180
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + rad / 2)) / (2 * Math.PI)
}
const latOf = (row: number): number => (Math.atan(Math.sinh((0.5 - row) * 2 * Math.PI)) * 180) / Math.PI

/**
 * The part of the map that is seen as the address of its clusters. Its edges are those of whole tiles: who looks at
 * the same quarter asks the same, and a small move asks nothing.
 */
export function windowAddress(map: MapLibre, reports: string): string {
  const bounds = map.getBounds()
  const seen = Math.max(0, Math.round(map.getZoom()))
  const tiles = 2 ** seen
  const inside = (n: number): number => Math.max(0, Math.min(tiles, n))
  const west = inside(Math.floor(columnOf(bounds.getWest()) * tiles))
  const east = inside(Math.ceil(columnOf(bounds.getEast()) * tiles))
  const north = inside(Math.floor(rowOf(bounds.getNorth()) * tiles))
  const south = inside(Math.ceil(rowOf(bounds.getSouth()) * tiles))
  // A hair inside: cells that only touch the edge lie outside.
  const hair = 1e-6
  const lon = (column: number) => (column / tiles) * 360 - 180
  const box = [
    lon(west) + hair,
    latOf(south / tiles) + hair,
    lon(Math.max(east, west + 1)) - hair,
    latOf(north / tiles) - hair,
  ]
  const address = new URL(reports, location.href)
  address.searchParams.set('bbox', box.map((n) => n.toFixed(7)).join(','))
  address.searchParams.set('zoom', String(seen >= NEAR ? seen + 1 : seen))
  return address.pathname + address.search
}

/** The box in which all but a fiftieth of the reports lie, from either side; null for none. */
export function frameOf({ features }: Dots): [[number, number], [number, number]] | null {
  const total = features.reduce((sum, f) => sum + f.properties.n, 0)
  if (total === 0) return null
  const cut = Math.floor(total * 0.02)
  const range = (axis: 0 | 1): [number, number] => {
    const sorted = features
      .map((f) => ({ at: f.geometry.coordinates[axis]!, n: f.properties.n }))
      .sort((a, b) => a.at - b.at)
    const first = (list: typeof sorted): number => {
      let passed = 0
      for (const one of list) {
        passed += one.n
        if (passed > cut) return one.at
      }
      return list.at(-1)!.at
    }
    return [first(sorted), first(sorted.toReversed())]
  }
  const [xs, ys] = [range(0), range(1)]
  return [
    [xs[0], ys[0]],
    [xs[1], ys[1]],
  ]
}

/** "#14.2/50.12640/8.92830", with a report's number behind it when its card is open: "…/2026-17". */
export function readPosition(
  hash: string,
): { zoom: number; centre: { lat: number; lon: number }; number: string | null } | null {
  const match = /^#([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)(?:\/(\d{4}-\d+))?$/.exec(hash)
  return match
    ? {
        zoom: Number(match[1]),
        centre: { lat: Number(match[2]), lon: Number(match[3]) },
        number: match[4] ?? null,
      }
    : null
}

export function positionOf(map: MapLibre, number: string | null): string {
  const { lat, lng } = map.getCenter()
  return `#${map.getZoom().toFixed(1)}/${lat.toFixed(5)}/${lng.toFixed(5)}${number ? `/${number}` : ''}`
}

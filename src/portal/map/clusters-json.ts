import { townBox } from '#modules/geo/index.ts'
import { clusters, type GeoBox, type ReportFilter } from '#modules/reports/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { boxOfText } from '#portal/reports/filter.ts'

/** The whole town, or what lies around its middle where nothing is drawn. */
export async function wholeTown(ctx: Ctx): Promise<GeoBox> {
  const drawn = await townBox(ctx)
  if (drawn) return { west: drawn.west, south: drawn.south, east: drawn.east, north: drawn.north }
  const { lat, lon } = (await settings(ctx)).map.centre
  return { west: lon - 0.2, south: lat - 0.15, east: lon + 0.2, north: lat + 0.15 }
}

/** `bbox=8.91,50.12,8.92,50.13&zoom=13`, each optional. Throws Invalid for anything that is not a part of a map. */
export async function readWindow(ctx: Ctx, query: URLSearchParams): Promise<{ box: GeoBox; zoom: number }> {
  const [bbox, zoom] = [query.get('bbox'), query.get('zoom')]
  const box = bbox === null ? await wholeTown(ctx) : boxOfText(bbox)
  const near = zoom === null ? (await settings(ctx)).map.zoom : /^\d{1,2}$/.test(zoom) ? Number(zoom) : -1
  if (!box || near < 0 || near > 22) throw new Invalid('map_box')
  return { box, zoom: Math.round(near) }
}

/** A metre is all that a point on a map needs; the edges of a cell a little more, so that nothing falls between. */
const rounded = (degrees: number, digits = 5): number => Number(degrees.toFixed(digits))

/** Clusters as GeoJSON: each with its number, its cell, and the state that colours a single one. */
export async function clustersJson(ctx: Ctx, filter: ReportFilter, window: { box: GeoBox; zoom: number }) {
  const found = await clusters(ctx, filter, window)
  return {
    type: 'FeatureCollection',
    zoom: found.zoom,
    total: found.total,
    features: found.clusters.map(({ lat, lon, n, status, box }) => ({
      type: 'Feature',
      properties: {
        n,
        status,
        box: [box.west, box.south, box.east, box.north].map((d) => rounded(d, 6)).join(','),
      },
      geometry: { type: 'Point', coordinates: [rounded(lon), rounded(lat)] },
    })),
  }
}

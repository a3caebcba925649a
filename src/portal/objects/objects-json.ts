import { type GeoBox, objectsOf } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** More than these on one screen are a carpet; who sees it looks closer. */
const MOST = 2000

const short = (n: number): number => Math.round(n * 1e6) / 1e6

/** The objects of some layers in a part of the map, as GeoJSON. */
export async function objectsJson(ctx: Ctx, layer: readonly string[], box: GeoBox) {
  const found = layer.length > 0 ? await objectsOf(ctx, { layer, box }, MOST + 1) : []
  return {
    type: 'FeatureCollection' as const,
    capped: found.length > MOST,
    features: found.slice(0, MOST).map((object) => ({
      type: 'Feature' as const,
      properties: {
        code: object.code,
        id: object.id,
        number: object.number,
        label: object.name ?? `${object.layer.one[ctx.lang]} ${object.number}`,
        colour: object.layer.colour,
      },
      geometry: { type: 'Point' as const, coordinates: [short(object.place.lon), short(object.place.lat)] },
    })),
  }
}

import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Geometry } from './geometry.ts'

export interface Layer {
  type: 'FeatureCollection'
  features: { type: 'Feature'; properties: Record<string, string>; geometry: Geometry }[]
}

export interface TownMap {
  areas: Layer
  streets: Layer
  features: Layer
}

/** Five digits are a metre: all that a map on a screen shows, at two thirds of the bytes. */
const rounded = <V>(value: V): V =>
  (typeof value === 'number'
    ? Math.round(value * 1e5) / 1e5
    : Array.isArray(value)
      ? value.map(rounded)
      : value) as V

const layer = (rows: readonly { geometry: unknown; [property: string]: unknown }[]): Layer => ({
  type: 'FeatureCollection',
  features: rows.map(({ geometry, ...rest }) => {
    const { type, coordinates } = geometry as Geometry
    return {
      type: 'Feature',
      properties: Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== null)) as Record<
        string,
        string
      >,
      geometry: { type, coordinates: rounded(coordinates) } as Geometry,
    }
  }),
})

/** Everything that the town's own map draws, as GeoJSON layers. Not remembered: see `townMapJson`. */
export async function townMap(ctx: Ctx): Promise<TownMap> {
  const own = ctx.tenant.id
  const areas = await ctx.db
    .selectFrom('geo.area')
    .select(['kind', 'code', 'name', 'geometry'])
    .where('tenant_id', '=', own)
    .orderBy('code')
    .execute()
  const streets = await ctx.db
    .selectFrom('geo.street')
    .select(['name', 'class', 'owner', 'geometry'])
    .where('tenant_id', '=', own)
    .orderBy('id')
    .execute()
  const features = await ctx.db
    .selectFrom('geo.feature')
    .select(['kind', 'name', 'geometry'])
    .where('tenant_id', '=', own)
    .orderBy('id')
    .execute()
  return { areas: layer(areas), streets: layer(streets), features: layer(features) }
}

/** The same as JSON, remembered as bytes (outside of the heap), for the address that the map asks. */
export const townMapJson = (ctx: Ctx): Promise<Buffer> =>
  remember(ctx, 'geo.map', async () => Buffer.from(JSON.stringify(await townMap(ctx))))

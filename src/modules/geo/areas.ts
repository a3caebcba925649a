import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { asIs, type Box, boxOf, contains, type Geometry, inBox, type Path, pathsOf } from './geometry.ts'
import type { Place } from './mercator.ts'

export interface Area {
  id: Uuid
  code: string
  name: string
}

export interface Shape extends Area {
  box: Box
  rings: Path[]
}

export interface Areas {
  /** Empty where a town has not drawn its boundary: then its districts are the town. */
  boundary: readonly Shape[]
  districts: readonly Shape[]
}

export const areasOf = (ctx: Ctx): Promise<Areas> =>
  remember(ctx, 'geo.areas', async () => {
    const rows = await ctx.db
      .selectFrom('geo.area')
      .select(['id', 'kind', 'code', 'name', 'geometry'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('code')
      .execute()
    const shape = (row: (typeof rows)[number]): Shape => {
      const rings = pathsOf(row.geometry as unknown as Geometry, asIs)
      return { id: row.id, code: row.code, name: row.name, rings, box: boxOf(rings) }
    }
    return {
      boundary: rows.filter((row) => row.kind === 'boundary').map(shape),
      districts: rows.filter((row) => row.kind === 'district').map(shape),
    }
  })

const plain = ({ id, code, name }: Shape): Area => ({ id, code, name })

/** The town's districts, by code. */
export const districts = async (ctx: Ctx): Promise<Area[]> => (await areasOf(ctx)).districts.map(plain)

export interface Whereabouts {
  inside: boolean
  district: Area | null
}

/** Whether a place lies in the town, and in which district. A town that has drawn nothing is everywhere. */
export const areaAt = async (ctx: Ctx, place: Place): Promise<Whereabouts> =>
  whereIn(await areasOf(ctx), place)

export function whereIn({ boundary, districts }: Areas, { lat, lon }: Place): Whereabouts {
  const holds = (shape: Shape): boolean => inBox(shape.box, lon, lat) && contains(shape.rings, lon, lat)
  const district = districts.find(holds)
  const drawn = boundary.length > 0 ? boundary : districts
  const inside = district !== undefined || drawn.length === 0 || drawn.some(holds)
  return { inside, district: district ? plain(district) : null }
}

/** The box around the town, and its middle; null where nothing is drawn. */
export async function townBox(ctx: Ctx): Promise<(Box & { centre: Place }) | null> {
  const { boundary, districts } = await areasOf(ctx)
  const drawn = boundary.length > 0 ? boundary : districts
  if (drawn.length === 0) return null
  const box = boxOf(drawn.flatMap((shape) => shape.rings))
  return { ...box, centre: { lat: (box.south + box.north) / 2, lon: (box.west + box.east) / 2 } }
}

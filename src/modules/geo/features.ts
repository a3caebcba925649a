import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import { type Box, boxOf, type Geometry, isArea, type Path, pathsOf } from './geometry.ts'
import { mercator } from './mercator.ts'

/** Something to draw, in Web Mercator metres. */
export interface Feature {
  kind: string
  name: string | null
  area: boolean
  paths: Path[]
  box: Box
}

export const featuresOf = (ctx: Ctx): Promise<Feature[]> =>
  remember(ctx, 'geo.features', async () => {
    const rows = await ctx.db
      .selectFrom('geo.feature')
      .select(['kind', 'name', 'geometry'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('id')
      .execute()
    return rows.map((row) => {
      const geometry = row.geometry as unknown as Geometry
      const paths = pathsOf(geometry, ([lon, lat]) => mercator({ lat, lon }))
      return { kind: row.kind, name: row.name, area: isArea(geometry), paths, box: boxOf(paths) }
    })
  })

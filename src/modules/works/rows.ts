import type { Selectable } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { WorksWork } from '../../../db/types.ts'
import type { Box, Consequence, Extent, Shape, Work, WorkKind } from './work.ts'

const DAY = 86_400_000
/** What is over longer than that is looked for by nobody. */
const KEPT_DAYS = 365

export const toWork = (r: Selectable<WorksWork>): Work => ({
  id: r.id,
  kind: r.kind as WorkKind,
  title: { de: r.title, en: r.title_en },
  body: { de: r.body, en: r.body_en },
  beginsAt: r.begins_at,
  endsAt: r.ends_at,
  extent: r.extent as Extent,
  place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
  radius: r.radius_m,
  streets: r.streets,
  areaId: r.area_id,
  shape: r.shape as unknown as Shape | null,
  box: boxOf(r),
  types: r.types,
  onMatch: r.on_match as Consequence,
  onEnd: r.on_end as Consequence,
  unitId: r.unit_id,
  publishedAt: r.published_at,
  endedAt: r.ended_at,
  updatedAt: r.updated_at,
  version: r.version,
})

const boxOf = ({ west, south, east, north }: Selectable<WorksWork>): Box | null =>
  west === null || south === null || east === null || north === null ? null : { west, south, east, north }

/** Everything that is published, newest first; few in any town, and asked with every report, so it is remembered. */
export const publishedWorks = (ctx: Ctx): Promise<readonly Work[]> =>
  remember(ctx, 'works.published', async () => {
    const since = new Date(ctx.now.getTime() - KEPT_DAYS * DAY)
    const rows = await ctx.db
      .selectFrom('works.work')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .where('published_at', 'is not', null)
      .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
      .orderBy('begins_at', 'desc')
      .orderBy('id')
      .limit(5000)
      .execute()
    return rows.map(toWork)
  })

/** One work, published or not, for those who look after them; locked for changing it. Throws NotFound. */
export async function workRow(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<Work> {
  if (!isUuid(id)) throw new NotFound()
  let query = ctx.db
    .selectFrom('works.work')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  return toWork(row)
}

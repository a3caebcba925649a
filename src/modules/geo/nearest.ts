import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { mercator, type Place } from './mercator.ts'

/** The street and house next to each place, however far it is; null where the town has no addresses. One statement. */
export async function nearestStreets(ctx: Ctx, places: readonly Place[]): Promise<(string | null)[]> {
  if (places.length === 0) return []
  const at = places.map((place) => mercator(place))
  const { rows } = await sql<{ n: number; street: string; house_number: string }>`
    select k.n::int as n, a.street, a.house_number
    from unnest(${at.map((p) => p.x)}::float8[], ${at.map((p) => p.y)}::float8[]) with ordinality k (x, y, n)
    cross join lateral (
      select a.street, a.house_number from geo.address a where a.tenant_id = ${ctx.tenant.id}
      order by a.place <-> point(k.x, k.y) limit 1
    ) a`.execute(ctx.db)
  const found = new Map(rows.map((r) => [r.n, `${r.street} ${r.house_number}`.trim()]))
  return places.map((_, i) => found.get(i + 1) ?? null)
}

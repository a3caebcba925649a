import { areaAt, type Place } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { covers } from './extent.ts'
import { publishedWorks } from './rows.ts'
import { stateOf, type Work } from './work.ts'

export interface Matched {
  category: string
  place: Place
  /** The district, where it is known already. */
  areaId?: Uuid | null
  /** When it was reported; now, by default. */
  at?: Date
}

/**
 * The works that answer a report: of this category, at this place, going on at that time. What ends first comes first.
 * Costs no question to the database.
 */
export async function matchingWorks(
  ctx: Ctx,
  { category, place, areaId, at = ctx.now }: Matched,
): Promise<Work[]> {
  const going = (await publishedWorks(ctx)).filter(
    (work) => work.types.includes(category) && stateOf(work, at) === 'now',
  )
  if (going.length === 0) return []
  const area = areaId !== undefined ? areaId : ((await areaAt(ctx, place)).district?.id ?? null)
  return going
    .filter((work) => covers(work, place, area))
    .sort((a, b) => (a.endsAt?.getTime() ?? Infinity) - (b.endsAt?.getTime() ?? Infinity))
}

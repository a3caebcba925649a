import type { Ctx } from '#platform/context/context.ts'
import { nearestAddress } from './addresses.ts'
import type { Place } from './mercator.ts'
import { streetsNear, streetsOf } from './streets.ts'

/** Half the width of a street with its pavements, and a phone's error. */
const WITHIN = 20

/** The names of the streets that a place lies on: two at a corner; where none is drawn near, that of the nearest address. */
export async function streetsAt(ctx: Ctx, place: Place): Promise<string[]> {
  const near = streetsNear(await streetsOf(ctx), place, WITHIN)
    .filter(({ street }) => street.owner !== 'rail' && street.name)
    .map(({ street }) => street.name)
  if (near.length > 0) return [...new Set(near)]
  const address = await nearestAddress(ctx, place, 60)
  return address ? [address.street] : []
}

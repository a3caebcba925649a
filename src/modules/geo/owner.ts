import type { Ctx } from '#platform/context/context.ts'
import type { Place } from './mercator.ts'
import { type Street, type Streets, streetsNear, streetsOf } from './streets.ts'

export interface Owner {
  /** 'town' unless the place lies on somebody else's road or railway. */
  owner: string
  /** Code of the authority that the street names. */
  authority: string | null
  /** The street at or near the place. */
  street: string | null
}

/** Half of what a street of a class takes up, carriageway and verge, in metres. */
const halfWidths: Record<string, number> = { motorway: 16, main: 8, residential: 5, path: 3, square: 10 }
const railway = 5

/** A phone in a street between houses is off by about this much. */
const tolerance = 7

const halfWidth = (street: Street): number =>
  street.owner === 'rail' ? railway : (halfWidths[street.class] ?? 5)

/** To whom the ground at a place belongs, by the centre lines of streets and railways. */
export const ownerAt = async (ctx: Ctx, place: Place): Promise<Owner> => ownerIn(await streetsOf(ctx), place)

export function ownerIn(streets: Streets, place: Place): Owner {
  const near = streetsNear(streets, place, 60)
  const own = near.find(({ street }) => street.owner === 'town')
  const foreign = near
    .filter(({ street, metres }) => street.owner !== 'town' && metres <= halfWidth(street) + tolerance)
    // On two at once (a bridge over the line): whose edge is further away from the place, its middle nearer.
    .sort((a, b) => a.metres - halfWidth(a.street) - (b.metres - halfWidth(b.street)))[0]
  // The town's own street closer by: theirs is only next to it.
  if (foreign && !(own && own.metres < foreign.metres)) {
    const { owner, authority, name } = foreign.street
    return { owner, authority, street: name }
  }
  const street = own ?? near.find((n) => n.street.owner !== 'rail')
  return { owner: 'town', authority: null, street: street?.street.name ?? null }
}

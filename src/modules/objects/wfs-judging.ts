import { areaAt, metres, type Place, townBox } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { storedObjects } from './applying.ts'
import { type IncomingObject, LONGEST_NUMBER, wordsOf } from './incoming.ts'
import type { Layer } from './layer.ts'
import { projectionFrom } from './projection.ts'
import type { RawFeature } from './wfs-answer.ts'

type Stored = Awaited<ReturnType<typeof storedObjects>>[number]

/** Why an answer is not believed. A person may say yes to it all the same. */
export type Suspicion = 'empty' | 'shrunk' | 'moved' | 'elsewhere' | 'unnumbered' | 'doubled'

export interface Judged {
  objects: IncomingObject[]
  suspicion: Suspicion | null
  facts: {
    /** Features in the answer, and what could not be used of them. */
    answered: number
    far: number
    unnumbered: number
    doubled: number
    /** Objects that are there and would vanish, or move by more than 200 m. */
    vanished: number
    moved: number
    /** Latitude and longitude stood the other way round. */
    turned: boolean
  }
}

const FAR_METRES = 25_000
const MOVED_METRES = 200
/** Fewer than these are everyday life, whatever their share. */
const FEW = 20
/** A share of this much is no everyday change any more. */
const SHARE = 0.2
const BAD_SHARE = 0.1

/** Reads a map server's features as objects, and says whether to believe them. */
export async function judge(
  ctx: Ctx,
  layer: Layer,
  features: readonly RawFeature[],
  stored: readonly Stored[],
): Promise<Judged> {
  const { places, turned } = await placesOf(ctx, layer, features)
  const facts = {
    answered: features.length,
    far: 0,
    unnumbered: 0,
    doubled: 0,
    vanished: 0,
    moved: 0,
    turned,
  }
  const byNumber = new Map<string, IncomingObject>()
  features.forEach((feature, i) => {
    const place = places[i]
    const { number, name, attributes } = wordsOf(layer, { ...feature.properties })
    if (!place) facts.far++
    else if (!number || number.length > LONGEST_NUMBER) facts.unnumbered++
    else if (byNumber.has(number)) facts.doubled++
    else byNumber.set(number, { line: 0, number, name, place, attributes })
  })
  for (const row of stored) {
    if (!row.active) continue
    const now = byNumber.get(row.number)
    if (!now) facts.vanished++
    else if (metres(row, now.place) > MOVED_METRES) facts.moved++
  }
  const active = stored.filter((row) => row.active).length
  const much = (n: number, of: number, share: number, few = FEW): boolean => n > few && n > of * share
  const suspicion: Suspicion | null =
    features.length === 0
      ? 'empty'
      : much(facts.far, features.length, BAD_SHARE, 0)
        ? 'elsewhere'
        : much(facts.unnumbered, features.length, BAD_SHARE, 0)
          ? 'unnumbered'
          : much(facts.doubled, features.length, BAD_SHARE, 0)
            ? 'doubled'
            : much(facts.vanished, active, SHARE) || (active > 0 && facts.vanished === active)
              ? 'shrunk'
              : much(facts.moved, active, SHARE)
                ? 'moved'
                : null
  return { objects: [...byNumber.values()], suspicion, facts }
}

/**
 * Where the features are; null for what is nowhere near the town. Standards and servers disagree on which of two
 * figures comes first, and a town is small: only one of both orders lies in it, and that one is meant.
 */
async function placesOf(ctx: Ctx, layer: Layer, features: readonly RawFeature[]) {
  const town = await townBox(ctx)
  const projections = new Map(
    await Promise.all(
      [...new Set(features.map((f) => f.srs ?? layer.srs))].map(
        async (srs) => [srs, await projectionFrom(srs)] as const,
      ),
    ),
  )
  const near = async (place: Place | null): Promise<Place | null> =>
    place && (!town || metres(place, town.centre) < FAR_METRES || (await areaAt(ctx, place)).inside)
      ? place
      : null
  const read = (turn: boolean) =>
    Promise.all(
      features.map(({ at, srs }) => {
        const [a, b] = at ?? [Number.NaN, Number.NaN]
        return near(projections.get(srs ?? layer.srs)!(...((turn ? [b, a] : [a, b]) as [number, number])))
      }),
    )
  const asIs = await read(false)
  const missed = asIs.filter((place) => !place).length
  if (missed <= features.length / 2) return { places: asIs, turned: false }
  const other = await read(true)
  return other.filter((place) => !place).length < missed
    ? { places: other, turned: true }
    : { places: asIs, turned: false }
}

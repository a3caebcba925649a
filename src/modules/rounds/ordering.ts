import { metres, type Place } from '#modules/geo/index.ts'

/** Beyond that, finding a better way takes longer than walking it. */
const MOST_SWAPPED = 150

/**
 * A sensible way past all places: always on to the nearest one, beginning at the westernmost, then crossings taken out
 * (2-opt). Not the shortest way there is, but one that nobody shakes their head at.
 */
export function walkingOrder<S extends { place: Place }>(stops: readonly S[]): S[] {
  const left = [...stops].sort((a, b) => a.place.lon - b.place.lon || a.place.lat - b.place.lat)
  const way: S[] = left.splice(0, 1)
  while (left.length > 0) {
    const here = way.at(-1)!.place
    let nearest = 0
    for (let i = 1; i < left.length; i++)
      if (metres(here, left[i]!.place) < metres(here, left[nearest]!.place)) nearest = i
    way.push(...left.splice(nearest, 1))
  }
  return way.length <= MOST_SWAPPED ? uncrossed(way) : way
}

/** Turns pieces of the way round for as long as that makes it shorter. */
function uncrossed<S extends { place: Place }>(way: S[]): S[] {
  const far = (i: number, j: number): number => (way[j] ? metres(way[i]!.place, way[j]!.place) : 0)
  for (let round = 0, better = true; better && round < 20; round++) {
    better = false
    for (let i = 0; i < way.length - 2; i++)
      for (let j = i + 2; j < way.length; j++)
        if (far(i, j) + far(i + 1, j + 1) < far(i, i + 1) + far(j, j + 1) - 0.01) {
          way.splice(i + 1, j - i, ...way.slice(i + 1, j + 1).reverse())
          better = true
        }
  }
  return way
}

/** How long the way is, in metres. */
export const lengthOf = (stops: readonly { place: Place }[]): number =>
  stops.reduce((sum, stop, i) => (i === 0 ? 0 : sum + metres(stops[i - 1]!.place, stop.place)), 0)

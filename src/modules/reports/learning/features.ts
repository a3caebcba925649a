import { wordsOf } from '#platform/fold.ts'

/** What a report says of its kind before anybody has chosen one. */
export interface Told {
  text: string
  place: { lat: number; lon: number } | null
}

// A letter is looked at up to here; nobody says more about the kind of a report in a thousand words than in 200.
const LONGEST = 4000
const MOST_WORDS = 200
/** Words longer than this are taken to pieces too: German joins them ("Straßenlaternenmast"). */
const COMPOUND = 7
const PIECE = 5
/** Cells of about 250 m and 1 km: what the swings of a playground and the lamps of a street are reported as. */
const CELLS_PER_DEGREE = [400, 100] as const

/**
 * What a report is recognised by: its words, pieces of long ones, pairs of neighbours, and the cells in which it lies;
 * each as a number of 32 bits, so that a model learned from reports holds none of their words. No number twice.
 */
export function featuresOf({ text, place }: Told): number[] {
  const words = wordsOf(text.slice(0, LONGEST)).slice(0, MOST_WORDS)
  const found = new Set<number>()
  for (const [i, word] of words.entries()) {
    // A number of a house or a lamp says nothing about the next one.
    if (/^\p{N}+$/u.test(word)) continue
    found.add(hash(word))
    if (word.length > COMPOUND)
      for (let at = 0; at + PIECE <= word.length; at++) found.add(hash(`~${word.slice(at, at + PIECE)}`))
    const next = words[i + 1]
    if (next) found.add(hash(`${word} ${next}`))
  }
  if (place)
    for (const n of CELLS_PER_DEGREE) {
      // Degrees of longitude are shorter than those of latitude; at 51° by this much.
      const [x, y] = [Math.floor(place.lon * n * 0.63), Math.floor(place.lat * n)]
      found.add(hash(`@${n}:${x}:${y}`))
    }
  return [...found]
}

/** FNV-1a over UTF-16. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

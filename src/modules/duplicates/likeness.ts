import { wordsOf } from '#modules/search/index.ts'
import { distance } from '#platform/images/dhash.ts'

/** What is compared. */
export interface Look {
  text: string
  /** Of its photos, as far as they show anything. */
  hashes: readonly Buffer[]
}

export interface Likeness {
  /** 0 to 1: shared three-letter pieces of the words. */
  words: number
  /** A photo of one looks like a photo of the other. */
  photo: boolean
}

/** Photos that differ in more of 64 bits show different things. */
const MOST_BITS = 10
/** From here on people say the same, in their own words. */
const SAME_WORDS = 0.35
/** So much farther than the category's radius something may lie that looks or reads the same. */
export const FARTHER = 2

/** The three-letter pieces of a text's words; short words say nothing about what it is. */
export function pieces(text: string): Set<string> {
  const found = new Set<string>()
  for (const word of wordsOf(text))
    if (word.length > 2) for (let i = 0; i <= word.length; i++) found.add(`  ${word} `.slice(i, i + 3))
  return found
}

/** How much two sets of pieces have in common (Dice), 0 to 1; 0 where one is empty. */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const piece of a) if (b.has(piece)) shared++
  return (2 * shared) / (a.size + b.size)
}

export const compare = (a: Look & { pieces?: ReadonlySet<string> }, b: Look): Likeness => ({
  words: alike(a.pieces ?? pieces(a.text), pieces(b.text)),
  photo: a.hashes.some((one) => b.hashes.some((other) => distance(one, other) <= MOST_BITS)),
})

/** Is it worth asking? Whatever is within the radius; farther off only what reads or looks the same. */
export const isLikely = (metres: number, radius: number, { words, photo }: Likeness): boolean =>
  metres <= radius || (metres <= radius * FARTHER && (photo || words >= SAME_WORDS))

/** The likeliest first: how near, what was said, what is seen, and how long ago (days between them). */
export const score = (metres: number, radius: number, { words, photo }: Likeness, days: number): number =>
  Math.max(0, 1 - metres / (radius * FARTHER)) +
  words +
  (photo ? 1 : 0) +
  0.2 * Math.exp(-Math.abs(days) / 60)

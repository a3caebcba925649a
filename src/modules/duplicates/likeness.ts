import { wordsOf } from '#modules/search/index.ts'
import type { Uuid } from '#platform/ids.ts'
import { distance } from '#platform/images/dhash.ts'

/** What is compared. */
export interface Look {
  text: string
  /** Of its photos, as far as they show anything. */
  hashes: readonly Buffer[]
  address: string | null
  /** The town's object that it is about. */
  objectId: Uuid | null
}

export interface Likeness {
  /** 0 to 1: shared three-letter pieces of the words, without what only says of which kind it is. */
  words: number
  /** A photo of one looks like a photo of the other. */
  photo: boolean
  /** How many pieces they share: one word alone proves nothing, however well it agrees. */
  shared: number
  /** Whether they name the same address; null where one of them names none. */
  address: boolean | null
  /** Whether they are about the same object; null where one of them names none. */
  object: boolean | null
}

/** Photos that differ in more of 64 bits show different things. */
const MOST_BITS = 10
/** From here on people say the same, in their own words. */
export const SAME_WORDS = 0.35
/** Where the place says nothing, the words have to say it by themselves: "flickers at night" fits many a lamp. */
const SAME_BY_WORDS = 0.6
/** About three words. */
const ENOUGH_WORDS = 20
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
export const alike = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  a.size === 0 || b.size === 0 ? 0 : (2 * a.intersection(b).size) / (a.size + b.size)

/** "Hauptstraße 12, 63450 Musterstadt" is "hauptstraße 12". */
const folded = (address: string | null): string =>
  (address ?? '')
    .replace(/,\s*\d{5}\b.*$/s, '')
    .trim()
    .toLowerCase()

/** `kind`: pieces of what the category is called. They are in the words of all its reports and tell none from another. */
export function compare(a: Look, b: Look, kind: ReadonlySet<string> = new Set()): Likeness {
  const [mine, other] = [pieces(a.text).difference(kind), pieces(b.text).difference(kind)]
  const [here, there] = [folded(a.address), folded(b.address)]
  return {
    words: alike(mine, other),
    shared: mine.intersection(other).size,
    photo: a.hashes.some((one) => b.hashes.some((two) => distance(one, two) <= MOST_BITS)),
    address: here && there ? here === there : null,
    object: a.objectId && b.objectId ? a.objectId === b.objectId : null,
  }
}

/**
 * Is it worth asking? What is about the same object, and of what is not said to be about another one whatever lies within
 * the radius; farther off only what reads or looks the same. Of two lamps beside each other each may be dark: there only a
 * photo speaks for a slip in choosing. `metres` is null
 * where the place of one of them is only a stand-in: then the address has to agree, or the photo, or enough of the
 * words as long as they do not name different addresses.
 */
export function isLikely(metres: number | null, radius: number, like: Likeness): boolean {
  const { words, shared, photo, address, object } = like
  if (object !== null) return object || photo
  if (metres === null) return photo || (address ?? (words >= SAME_BY_WORDS && shared >= ENOUGH_WORDS))
  return metres <= radius || (metres <= radius * FARTHER && (photo || words >= SAME_WORDS))
}

/** The likeliest first: how near, what was said, what is seen, and how long ago (days between them). */
export const score = (
  metres: number | null,
  radius: number,
  { words, photo, address, object }: Likeness,
  days: number,
): number =>
  (metres === null ? Number(address) : Math.max(0, 1 - metres / (radius * FARTHER))) +
  words +
  (photo ? 1 : 0) +
  (object ? 1 : 0) +
  0.2 * Math.exp(-Math.abs(days) / 60)

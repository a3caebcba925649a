import { wordsOf } from '#platform/fold.ts'

// A text of 100,000 characters must not make a row of a megabyte; nobody searches for the 2,000th word.
const most = 2000
const longest = 60

// By characters, not by half of one.
const short = (word: string): string => (word.length > longest ? [...word].slice(0, longest).join('') : word)

/** Words of what is searched for; more would only narrow to nothing. */
const asked = 8

/**
 * The words of some texts as a tsvector: pass it as a parameter with `::tsvector`. Built here and not by
 * `to_tsvector`, because only the program folds as DIN 91379 needs it.
 */
export function searchVector(texts: readonly (string | null | undefined)[]): string {
  const words = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const word of wordsOf(text)) {
      words.add(short(word))
      if (words.size >= most) return literal(words)
    }
  }
  return literal(words)
}

// Only letters and digits are in there, so the quotes cannot be broken out of.
const literal = (words: Set<string>): string => [...words].map((word) => `'${word}'`).join(' ')

/**
 * What somebody types as a tsquery: all words, each as the beginning of a word. Safe for any input; pass it
 * as a parameter with `::tsquery`. Empty when there is nothing to search for, and then finds nothing.
 */
export function searchQuery(text: string): string {
  const words = [...new Set(wordsOf(text.slice(0, 500)))].slice(0, asked)
  return words.map((word) => `'${short(word)}':*`).join(' & ')
}

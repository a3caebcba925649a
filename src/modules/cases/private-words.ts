export const privateKinds = ['email', 'phone', 'plate'] as const
export type PrivateKind = (typeof privateKinds)[number]

/** Where in a text something stands that people should not publish by accident. */
export interface PrivatePassage {
  kind: PrivateKind
  text: string
  start: number
  end: number
}

const patterns: readonly [PrivateKind, RegExp][] = [
  ['email', /[^\s@<>()[\],;:]{1,64}@[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63}){1,8}/gu],
  // A number to call has an area code or a country's; house numbers, years and sizes have neither.
  ['phone', /(?<![\p{L}\p{N}])(?:\+\d{2}|00\d{2}|0\d{2,4})[\s/()-]*(?:\d[\s/()-]{0,2}){5,11}(?!\d)/gu],
  ['plate', /(?<![\p{L}\p{N}])[A-ZÄÖÜ]{1,3}[ -][A-Z]{1,2}[ -]?\d{1,4}[EH]?(?![\p{L}\p{N}])/gu],
]

/** More would not be read, and a hostile text must not make a long page. */
const MOST = 30

/**
 * Phone numbers, addresses and licence plates in a text, in its order, none within another: for a warning, never a
 * refusal, because "B 43" is a road and nobody knows every number (mysociety/fixmystreet#2644).
 */
export function findPrivate(text: string): PrivatePassage[] {
  const found = patterns.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map((match): PrivatePassage => {
      const words = match[0].trimEnd()
      return { kind, text: words, start: match.index, end: match.index + words.length }
    }),
  )
  const sorted = found.sort((a, b) => a.start - b.start || b.end - a.end)
  return sorted.filter((one, i) => !sorted.slice(0, i).some((other) => other.end > one.start)).slice(0, MOST)
}

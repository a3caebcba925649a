const cache = new Map<string, Set<string>>()

/** The three-letter pieces of a folded word, its beginning and end marked. */
function trigrams(word: string): Set<string> {
  const known = cache.get(word)
  if (known) return known
  const padded = `  ${word} `
  const pieces = new Set<string>()
  for (let i = 0; i + 3 <= padded.length; i++) pieces.add(padded.slice(i, i + 3))
  if (cache.size > 5000) cache.clear()
  cache.set(word, pieces)
  return pieces
}

/** How alike two folded words are, 0 to 1: shared three-letter pieces (Dice), so typos cost little. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1
  const [x, y] = [trigrams(a), trigrams(b)]
  let shared = 0
  for (const piece of x) if (y.has(piece)) shared++
  return (2 * shared) / (x.size + y.size)
}

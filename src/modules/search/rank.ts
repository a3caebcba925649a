import { fold, wordsOf } from '#platform/fold.ts'
import { similarity } from '#platform/similarity.ts'

/** Something that can be found by its words; `names` and `keywords` count in full, `description` little. */
export interface Candidate {
  names: readonly string[]
  keywords?: readonly string[]
  description?: string | undefined
}

export interface Ranked<C> {
  candidate: C
  /** 0 to 1; from about 0.5 on it is worth a suggestion. */
  score: number
}

interface Term {
  words: string[]
  weight: number
}

// Little words that stand in every sentence and say nothing about what is meant.
const little = new Set(
  (
    'der die das den dem des ein eine einen einem einer und oder in im an am auf aus bei beim mit nach von vom zu ' +
    'zum zur vor fur ist sind war wird wurde hat habe haben ich wir es er sie man nicht kein keine schon seit noch ' +
    'hier da dort sehr bitte the a an of on in at to from is are was has have it this that there here and or not my ' +
    'our please since very been with for'
  ).split(' '),
)

const known = new WeakMap<readonly Candidate[], Term[][]>()

/** Folding some hundred keywords takes longer than comparing them, so it is done once a list. */
function termsOf(candidates: readonly Candidate[]): Term[][] {
  const terms = known.get(candidates)
  if (terms) return terms
  const made = candidates.map((c) => [
    ...[...c.names, ...(c.keywords ?? [])].map((text) => ({ words: wordsOf(text), weight: 1 })),
    ...[...new Set(wordsOf(c.description ?? ''))]
      .filter(telling)
      .map((word) => ({ words: [word], weight: 0.3 })),
  ])
  known.set(candidates, made)
  return made
}

const telling = (word: string): boolean => word.length > 2 && !little.has(fold(word))

/**
 * The candidates that a free text is about, best first; those of the same score stay in their order. Words are
 * compared whole, by beginning, as a part of a German compound ("Straßenlampe" knows "Lampe") and with typos.
 * A word that many candidates share says less than one that only a single candidate has.
 */
export function rank<C extends Candidate>(
  text: string,
  candidates: readonly C[],
  { limit = 5, least = 0.2 }: { limit?: number; least?: number } = {},
): Ranked<C>[] {
  const words = [...new Set(wordsOf(text.slice(0, 4000)))].filter(telling).slice(0, 200)
  if (words.length === 0) return []
  const terms = termsOf(candidates)
  // For each word of the text, how well it fits each candidate.
  const fits = terms.map((own) => own.map((term) => likeness(term, words)))
  const spread = new Map<string, number>()
  for (const own of fits) {
    const hit = new Set(own.flatMap((f) => (f.score >= 0.5 ? f.by : [])))
    for (const word of hit) spread.set(word, (spread.get(word) ?? 0) + 1)
  }
  return candidates
    .map((candidate, i) => {
      const best = new Map<string, number>()
      for (const { score, by } of fits[i]!) {
        if (score === 0) continue
        const common = Math.max(...by.map((word) => spread.get(word) ?? 1))
        const value = score / Math.sqrt(common)
        const key = by.join(' ')
        best.set(key, Math.max(best.get(key) ?? 0, value))
      }
      // Several hits support each other without ever passing 1.
      const score = 1 - [...best.values()].reduce((miss, hit) => miss * (1 - 0.9 * hit), 1)
      return { candidate, score: Math.round(score * 1000) / 1000 }
    })
    .filter((r) => r.score >= least)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
}

function likeness(term: Term, words: readonly string[]): { score: number; by: string[] } {
  const by: string[] = []
  let sum = 0
  const needed = term.words.length > 1 ? term.words.filter(telling) : term.words
  for (const wanted of needed) {
    let best = 0
    let found = ''
    for (const word of words) {
      const sound = alike(wanted, word)
      if (sound > best) [best, found] = [sound, word]
    }
    // A phrase counts only as a whole: "wilder Müll" is not said by "wild" alone.
    if (best === 0) return { score: 0, by: [] }
    sum += best
    by.push(found)
  }
  return needed.length === 0 ? { score: 0, by: [] } : { score: (term.weight * sum) / needed.length, by }
}

/** How much a word of the text says a wanted word, 0 to 1. Both are folded. */
function alike(wanted: string, word: string): number {
  if (wanted === word) return 1
  const [short, long] = wanted.length < word.length ? [wanted, word] : [word, wanted]
  if (short.length >= 4 && long.startsWith(short)) return long.length - short.length <= 3 ? 0.95 : 0.8
  // The last part of a German compound names the thing: a Straßenlampe is a Lampe.
  if (short.length >= 4 && long.endsWith(short)) return short === wanted ? 0.8 : 0.7
  if (short.length >= 5 && long.includes(short)) return 0.6
  if (short.length < 4) return 0
  const likeness = similarity(wanted, word)
  return likeness >= 0.55 ? 0.9 * likeness : 0
}

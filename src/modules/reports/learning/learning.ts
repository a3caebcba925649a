import { featuresOf } from './features.ts'
import type { PastReport } from './history.ts'
import { bestMix, type Figures, type Fits, measured } from './measuring.ts'
import type { Model } from './model.ts'
import { learnWeights } from './softmax.ts'
import { sampleOf, vocabularyOf } from './vocabulary.ts'

/** With fewer there is nothing to learn, and nothing to hold back. */
export const LEAST_TO_LEARN = 150
/** Of the history, oldest first: so much to learn from, then so much to find the mix; the newest are held back. */
const LEARN = 0.7
const MIX = 0.15
/** Held-back reports that are guessed, at most. */
const MOST_GUESSED = 1500

/**
 * Learns from a town's history, oldest first, and measures on the newest part what came of it; the model that is
 * answered then learned from all. Null where there is too little, or only one category.
 */
export async function learn(
  history: readonly PastReport[],
  codes: readonly string[],
  fits: Fits,
): Promise<{ model: Model; figures: Figures } | null> {
  const usable = history.filter((report) => codes.includes(report.kind))
  const [toLearn, toMix] = [LEARN, MIX].map((share) => Math.floor(usable.length * share)) as [number, number]
  const past = usable.slice(0, toLearn)
  if (usable.length < LEAST_TO_LEARN || new Set(past.map((r) => r.kind)).size < 2) return null
  const trained = await train(past)
  const mix = await bestMix(trained, usable.slice(toLearn, toLearn + toMix).slice(-MOST_GUESSED), codes, fits)
  const figures = await measured({ ...trained, mix }, usable.slice(toLearn + toMix).slice(-MOST_GUESSED), {
    codes,
    fits,
    mostFrequent: mostFrequent(past),
    learned: past.length,
  })
  return { model: { ...(await train(usable)), mix }, figures }
}

async function train(reports: readonly PastReport[]): Promise<Omit<Model, 'mix'>> {
  const kinds = [...new Set(reports.map((r) => r.kind))].sort()
  const at = new Map(kinds.map((code, i) => [code, i]))
  const told = reports.map((r) => ({ features: featuresOf(r), kind: at.get(r.kind)! }))
  const vocabulary = vocabularyOf(told.map((t) => t.features))
  const weights = await learnWeights(
    told.map((t) => sampleOf(vocabulary, t)),
    { features: vocabulary.size, kinds: kinds.length },
  )
  return { kinds, vocabulary, weights }
}

function mostFrequent(reports: readonly PastReport[]): string {
  const counts = Map.groupBy(reports, (r) => r.kind)
  return [...counts].sort((a, b) => b[1].length - a[1].length)[0]![0]
}

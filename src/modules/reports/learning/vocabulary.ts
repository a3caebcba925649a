import type { Sample } from './softmax.ts'

/** A feature that fewer reports have is left out: it may be somebody's name, and says nothing about the next report. */
export const LEAST_REPORTS = 3
const MOST_FEATURES = 12_000

/** The features that a model knows: number of 32 bits → place in the model. */
export type Vocabulary = ReadonlyMap<number, number>

/** The features that enough reports share, the most frequent ones where there are too many. */
export function vocabularyOf(reports: readonly (readonly number[])[]): Vocabulary {
  const count = new Map<number, number>()
  for (const features of reports) for (const f of features) count.set(f, (count.get(f) ?? 0) + 1)
  const shared = [...count].filter(([, n]) => n >= LEAST_REPORTS)
  // Equals are told apart by their number, so that the same reports always give the same vocabulary.
  shared.sort((a, b) => b[1] - a[1] || a[0] - b[0])
  return new Map(shared.slice(0, MOST_FEATURES).map(([feature], i) => [feature, i]))
}

/** Those of the features that the vocabulary has. */
export const known = (vocabulary: Vocabulary, features: readonly number[]): number[] =>
  features.flatMap((f) => vocabulary.get(f) ?? [])

export const sampleOf = (
  vocabulary: Vocabulary,
  report: { features: readonly number[]; kind: number },
): Sample => ({ features: known(vocabulary, report.features), kind: report.kind })

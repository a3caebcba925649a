import { rank } from '#modules/search/index.ts'
import type { Category } from './category.ts'

const known = new WeakMap<readonly Category[], ReturnType<typeof candidatesOf>>()

const candidatesOf = (all: readonly Category[]) =>
  all.map((category) => ({
    category,
    names: [category.name.de, category.name.en],
    keywords: [...category.keywords.de, ...category.keywords.en],
    description: `${category.description.de} ${category.description.en}`,
  }))

/** The categories that a text is about by their own words, best first; with `least`, also those it fits badly. */
export function byWords(
  all: readonly Category[],
  text: string,
  limits: { limit: number; least?: number },
): { category: Category; score: number }[] {
  const candidates = known.get(all) ?? candidatesOf(all)
  known.set(all, candidates)
  return rank(text, candidates, limits).map(({ candidate, score }) => ({
    category: candidate.category,
    score,
  }))
}

/** How well each category's own words fit a text: 0 to 1 by code, none where nothing fits. */
export const fitsOf =
  (all: readonly Category[]) =>
  (text: string): ReadonlyMap<string, number> =>
    new Map(
      byWords(all, text, { limit: all.length, least: 0.05 }).map(({ category, score }) => [
        category.code,
        score,
      ]),
    )

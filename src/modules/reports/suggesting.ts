import { fold, rank } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Category, catalogue, type Danger } from './category.ts'

export interface Suggestion {
  category: Category
  /** 0 to 1. */
  score: number
}

/** The categories that a free text is probably about, best first. */
export async function suggestCategories(ctx: Ctx, text: string, limit = 3): Promise<Suggestion[]> {
  const { all } = await catalogue(ctx)
  const candidates = all.map((category) => ({
    category,
    names: [category.name.de, category.name.en],
    keywords: [...category.keywords.de, ...category.keywords.en],
    description: `${category.description.de} ${category.description.en}`,
  }))
  return rank(text, candidates, { limit }).map(({ candidate, score }) => ({
    category: candidate.category,
    score,
  }))
}

/**
 * The dangers that a text speaks of, whatever the category: all words of a danger's phrase must occur, in either
 * language and in any order ("Baum liegt quer auf der Straße" is "Baum auf Straße").
 */
export async function dangersIn(ctx: Ctx, text: string): Promise<Danger[]> {
  const folded = ` ${fold(text)} `
  const found = new Map<string, Danger>()
  for (const category of (await catalogue(ctx)).all)
    for (const danger of category.dangers)
      if ([...danger.words.de, ...danger.words.en].some((phrase) => holds(folded, phrase)))
        found.set(danger.number + danger.advice.de, danger)
  return [...found.values()]
}

const holds = (folded: string, phrase: string): boolean =>
  fold(phrase)
    .split(' ')
    .filter((w) => w.length > 2)
    .every((word) => folded.includes(word))

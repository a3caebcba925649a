import { fold } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Category, catalogue, type Danger } from './category.ts'
import { byWords, fitsOf } from './category-words.ts'
import { learnedModel } from './learning/learned.ts'
import { probabilities } from './learning/model.ts'

export interface Suggestion {
  category: Category
  /** How well the category's words fit, 0 to 1. */
  score: number
}

/** The categories whose own words are in a text, best first: for who looks for one by name. */
export async function suggestCategories(ctx: Ctx, text: string, limit = 3): Promise<Suggestion[]> {
  return byWords((await catalogue(ctx)).all, text, { limit })
}

export interface Guess {
  category: Category
  /** How probable it is, 0 to 1, as measured on the town's own past; null before it has one. */
  sure: number | null
}

/** Below this a guess is no help: so probable is a category out of dozens by chance. */
const LEAST_SURE = 0.03

/** The categories that a report probably belongs to, best first: from its words, its place and the town's history. */
export async function guessCategories(
  ctx: Ctx,
  told: { text: string; place: { lat: number; lon: number } | null },
  limit = 3,
): Promise<Guess[]> {
  const [{ all, byCode }, model] = await Promise.all([catalogue(ctx), learnedModel(ctx)])
  if (!model || !told.text.trim())
    return byWords(all, told.text, { limit }).map(({ category }) => ({ category, sure: null }))
  const fits = fitsOf(all)(told.text)
  return [...probabilities(model, told, [...byCode.keys()], fits)]
    .filter(([, sure]) => sure >= LEAST_SURE)
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([code, sure]) => ({ category: byCode.get(code)!, sure }))
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

/** The dangers that a changed text speaks of and the one before did not, by the number to call: nobody is told twice. */
export async function dangersAdded(ctx: Ctx, before: string, after: string): Promise<Danger[]> {
  const known = new Set((await dangersIn(ctx, before)).map((danger) => danger.number))
  return (await dangersIn(ctx, after)).filter((danger) => !known.has(danger.number))
}

const holds = (folded: string, phrase: string): boolean =>
  fold(phrase)
    .split(' ')
    .filter((w) => w.length > 2)
    .every((word) => folded.includes(word))

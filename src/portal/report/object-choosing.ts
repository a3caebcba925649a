import { objectById, objectLabel, type TownObject } from '#modules/objects/index.ts'
import { type Category, catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { FormAnswers, Journey } from './journey.ts'
import { LONGEST_TEXT } from './questions.ts'

/** What can be reported of an object: what its layer names; nothing in particular when it names nothing. */
export async function categoriesOf(ctx: Ctx, { layer }: TownObject): Promise<Category[]> {
  const { byCode } = await catalogue(ctx)
  return layer.categories.flatMap((code) => byCode.get(code) ?? [])
}

/** The categories of the chosen object, those first that the words suggest. */
export async function categoriesFor(
  j: Journey,
  guesses: readonly { category: Category }[],
): Promise<Category[]> {
  if (!j.object) return []
  const offered = await categoriesOf(j.ctx, j.object)
  const rank = (category: Category): number => {
    const at = guesses.findIndex((guess) => guess.category.code === category.code)
    return at < 0 ? guesses.length : at
  }
  return offered.toSorted((a, b) => rank(a) - rank(b))
}

/** What choosing an object says: place, number, and the category where there is but one. Null when it is gone. */
export async function aboutObject(j: Journey, id: string): Promise<FormAnswers | null> {
  const object = await objectById(j.ctx, id)
  if (!object?.active) return null
  const [only, ...more] = await categoriesOf(j.ctx, object)
  return {
    objectId: object.id,
    objectMissing: null,
    objectNumber: '',
    place: object.place,
    placedBy: 'object',
    address: null,
    placeConfirmed: true,
    ...(only && more.length === 0 && !j.category && { category: only.code }),
  }
}

/** A number that is in no list is told all the same, in the report's words. */
export function withNumber(j: Journey, text: string): string {
  const number = j.object ? '' : (j.answers.objectNumber ?? '')
  if (!number || !j.wanted || j.answers.objectMissing !== j.wanted.code || text.includes(number)) return text
  const line = j.ctx.t('objects.step.noteLine', { number })
  return text.length + line.length < LONGEST_TEXT ? `${text}\n\n${line}` : text
}

/** The object as the review page shows it. */
export function objectWords(j: Journey): string | null {
  if (j.object) return objectLabel(j.object, j.ctx.lang)
  if (!j.wanted) return null
  const number = j.answers.objectNumber
  return number ? j.ctx.t('objects.step.noteLine', { number }) : j.ctx.t('objects.step.reviewNone')
}

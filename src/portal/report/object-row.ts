import { paths } from '#paths.ts'
import type { Reviewed } from '#ui/description-list.tsx'
import type { Journey } from './journey.ts'
import { objectWords } from './object-choosing.ts'

/** The object's line on the review page: none when neither the person nor the category named one. */
export function objectRow(j: Journey): Reviewed[] {
  const value = objectWords(j)
  if (value === null) return []
  const step = j.wanted ? 'objekt' : 'ort'
  return [{ term: j.view.t('objects.step.review'), value, changeHref: paths.reportStep(step) }]
}

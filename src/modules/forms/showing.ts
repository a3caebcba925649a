import { formatter } from '#platform/format.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Answers } from './answers.ts'
import { type Field, inOrder } from './field.ts'
import type { Value } from './value.ts'

export interface Shown {
  code: string
  label: string
  value: string
}

const yesNo: Record<Lang, [string, string]> = { de: ['Ja', 'Nein'], en: ['Yes', 'No'] }

/** Answers in words, in the order of the fields; what was not answered is left out. */
export function showAnswers(fields: readonly Field[], answers: Answers, lang: Lang): Shown[] {
  return inOrder(fields).flatMap((field) => {
    const value = answers[field.code]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
    return [{ code: field.code, label: field.label[lang], value: inWords(field, value, lang) }]
  })
}

function inWords(field: Field, value: Value, lang: Lang): string {
  if (typeof value === 'boolean') return yesNo[lang][value ? 0 : 1]
  if (typeof value === 'number')
    return formatter(lang, 'UTC').formatNumber(value, { maximumFractionDigits: 10 })
  if (Array.isArray(value)) return value.map((key) => optionLabel(field, key, lang)).join(', ')
  if (field.kind === 'date') return formatter(lang, 'UTC').formatDate(Temporal.PlainDate.from(value))
  return field.options ? optionLabel(field, value, lang) : value
}

// A key whose option was taken away since is shown as it is: the answer is still what was said.
const optionLabel = (field: Field, key: string, lang: Lang): string =>
  field.options?.find((o) => o.key === key)?.label[lang] ?? key

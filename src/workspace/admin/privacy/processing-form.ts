import { LONGEST_DAYS, letters, type Processing, type ProcessingValue } from '#modules/privacy/index.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import type { T } from '#ui/view.ts'

/** Texts in two languages, in the order of the page. */
export const spoken = ['name', 'purpose', 'law', 'data', 'persons', 'recipients'] as const
export type Spoken = (typeof spoken)[number]

/** The form as it was filled in. */
export interface ProcessingForm {
  code: string
  version: number
  words: Record<Spoken, { de: string; en: string }>
  letter: string
  days: string
  action: string
  types: readonly string[]
  active: boolean
}

export const formOf = (p: Processing): ProcessingForm => ({
  code: p.code,
  version: p.version,
  words: Object.fromEntries(spoken.map((key) => [key, p[key]])) as ProcessingForm['words'],
  letter: p.letter,
  days: p.days === null ? '' : String(p.days),
  action: p.action,
  types: p.types,
  active: p.active,
})

export function readProcessingForm(body: Record<string, unknown>, code: string | null): ProcessingForm {
  const text = (name: string): string => (typeof body[name] === 'string' ? (body[name] as string).trim() : '')
  const types = [body.kategorien].flat().filter((v): v is string => typeof v === 'string')
  return {
    code: code ?? text('kuerzel').toLowerCase(),
    version: Number.parseInt(text('stand'), 10) || 0,
    words: Object.fromEntries(
      spoken.map((key) => [key, { de: text(`${key}.de`), en: text(`${key}.en`) }]),
    ) as ProcessingForm['words'],
    letter: text('buchstabe'),
    days: text('tage'),
    action: text('danach'),
    types,
    active: text('aktiv') === 'ja',
  }
}

/** What the form says, over what it changes; and what of it cannot be taken. */
export function processingValue(
  t: T,
  form: ProcessingForm,
  before: Processing,
): { value: ProcessingValue; mistakes: FieldMistake[] } {
  const mistakes: FieldMistake[] = []
  const missing = (field: string, label: string) =>
    mistakes.push({ field, message: t('privacy.missing', { label }) })
  for (const key of spoken)
    for (const lang of ['de', 'en'] as const)
      if (!form.words[key][lang]) missing(`${key}.${lang}`, t(`privacy.field.${key}`))
  const letter = letters.find((l) => l === form.letter) ?? before.letter
  const days = /^\d{1,5}$/.test(form.days) ? Number(form.days) : Number.NaN
  const measured = before.measure !== 'program'
  if (measured && !(days >= 1 && days <= LONGEST_DAYS))
    mistakes.push({ field: 'tage', message: t('error.privacy.days') })
  return {
    value: {
      ...before,
      ...form.words,
      letter,
      days: measured ? days || null : before.days,
      action: form.action === 'delete' ? 'delete' : form.action === 'anonymise' ? 'anonymise' : before.action,
      types: [...form.types],
      active: form.active,
    },
    mistakes,
  }
}

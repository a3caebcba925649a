import {
  type Answers,
  type Fault,
  type Field,
  type Input,
  inOrder,
  parseAnswers,
} from '#modules/forms/index.ts'
import type { Category } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Mistakes } from './journey.ts'

/** As Open311 GeoReport v2 has it; the field model counts characters as people do. */
export const LONGEST_TEXT = 4000

const label = (de: string, en: string) => ({ de, en })

/** The page "What is wrong?" as a field. */
export const textFields: readonly Field[] = [
  {
    code: 'text',
    kind: 'longtext',
    label: label('Beschreibung', 'Description'),
    required: true,
    order: 1,
    max: LONGEST_TEXT,
  },
]

/** All of it is voluntary: a report needs no name. */
export const contactFields: readonly Field[] = [
  { code: 'name', kind: 'text', label: label('Name', 'Name'), required: false, order: 1, max: 100 },
  {
    code: 'email',
    kind: 'email',
    label: label('E-Mail-Adresse', 'Email address'),
    required: false,
    order: 2,
  },
  { code: 'telefon', kind: 'phone', label: label('Telefon', 'Phone'), required: false, order: 3 },
]

/** For whom somebody else reports: a name at least. */
export const otherFields: readonly Field[] = contactFields.map((field) => ({
  ...field,
  code: `fuer_${field.code}`,
  required: field.code === 'name',
}))

/** The questions of a category that people are asked, in their order; notes included. */
export const askedQuestions = (category: Category): Field[] =>
  inOrder(category.questions).filter((field) => !field.automated)

type Read = { ok: true; answers: Answers } | { ok: false; mistakes: Mistakes }

/** Answers to fields, or the mistakes in the person's language. The same for a page and for the last look before sending. */
export function readFields(ctx: Ctx, fields: readonly Field[], input: Input): Read {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
  const parsed = parseAnswers(fields, input, today)
  if (parsed.ok) return parsed
  const say = (code: string, fault: Fault): string =>
    fault.key === 'forms.error.required' && code === 'text'
      ? ctx.t('report.text.missing')
      : ctx.t(fault.key, fault.params)
  const errors = Object.fromEntries(
    Object.entries(parsed.errors).map(([code, fault]) => [code, say(code, fault)]),
  )
  return { ok: false, mistakes: { errors, values: parsed.values } }
}

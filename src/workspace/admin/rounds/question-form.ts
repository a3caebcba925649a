import type { Field } from '#modules/forms/index.ts'
import { slug } from '#platform/slug.ts'

export const MOST_QUESTIONS = 8
export const offeredKinds = ['yesno', 'number', 'choice'] as const

export interface QuestionForm {
  kind: string
  de: string
  en: string
  options: string
  required: boolean
}

/** How a question stands in the form: the kinds that are offered there, options as one line. */
export const questionForm = (q: Field): QuestionForm => ({
  kind: q.kind === 'multichoice' ? 'choice' : q.kind,
  de: q.label.de,
  en: q.label.en === q.label.de ? '' : q.label.en,
  options: (q.options ?? []).map((o) => o.label.de).join(', '),
  required: q.required,
})

/** What was sent; `text` reads a field. Lines that were left empty are no questions. */
export const readQuestions = (text: (name: string) => string): QuestionForm[] =>
  Array.from({ length: MOST_QUESTIONS }, (_, i) => ({
    kind: text(`frage${i}.art`),
    de: text(`frage${i}.de`),
    en: text(`frage${i}.en`),
    options: text(`frage${i}.auswahl`),
    required: text(`frage${i}.pflicht`) === 'ja',
  })).filter((q) => q.de || q.en || q.options)

/** Null when one has no words, or a choice fewer than two options or two of the same name. */
export function parseQuestions(forms: readonly QuestionForm[]): Field[] | null {
  const questions: Field[] = []
  for (const [i, q] of forms.entries()) {
    const kind = offeredKinds.find((one) => one === q.kind) ?? 'yesno'
    const label = { de: q.de || q.en, en: q.en || q.de }
    const options = [
      ...new Set(
        q.options
          .split(/[,;]/)
          .map((o) => o.trim())
          .filter(Boolean),
      ),
    ]
    const keys = options.map((o, at) => slug(o) || `wahl-${at + 1}`)
    if (!label.de || (kind === 'choice' && (options.length < 2 || new Set(keys).size < keys.length)))
      return null
    questions.push({
      code: `frage${i + 1}`,
      kind,
      label,
      required: q.required,
      order: i + 1,
      ...(kind === 'choice' && {
        options: options.map((o, at) => ({ key: keys[at]!, label: { de: o, en: o } })),
      }),
    })
  }
  return questions
}

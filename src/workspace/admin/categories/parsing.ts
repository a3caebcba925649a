import { type Field, type FieldKind, fieldsSchema } from '#modules/forms/index.ts'
import type { CategoryInput } from '#modules/reports/index.ts'
import { trustLevels } from '#platform/context/actor.ts'
import { type CategoryFaults, type CategoryForm, type QuestionForm, questionKinds } from './form.ts'

const split = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter(Boolean)

/** What the form says, or what is wrong with it. `before` keeps what the form does not show of a question. */
export function parseForm(
  form: CategoryForm,
  before: readonly Field[] = [],
): { input: CategoryInput; faults: CategoryFaults } {
  const faults: CategoryFaults = {}
  if (!form.name || form.name.length > 100 || form.nameEn.length > 100) faults.name = true
  const group = form.newGroup || form.group
  if (!group || group.length > 60) faults.group = true
  const keywords = { de: split(form.keywords), en: split(form.keywordsEn) }
  if ([...keywords.de, ...keywords.en].some((w) => w.length < 2 || w.length > 60) || keywords.de.length > 60)
    faults.keywords = true
  if (!/^[0-9a-f-]{36}$/.test(form.unit)) faults.unit = true
  const hours = Number(form.hours)
  if (!/^\d{1,4}$/.test(form.hours) || hours < 1 || hours > 5000) faults.hours = true
  const same = Number(form.same)
  if (!/^\d{1,3}$/.test(form.same) || same > 500) faults.same = true
  const questions = form.questions.map((q, i) => {
    const fault = questionFault(q)
    if (fault) faults.questions = { ...faults.questions, [i]: fault }
    return toField(q, i, before)
  })
  const dangers = form.dangers.map((d, i) => {
    const danger = {
      number: d.number,
      words: { de: split(d.words), en: split(d.wordsEn) },
      advice: { de: d.advice, en: d.adviceEn || d.advice },
    }
    const sound =
      d.number.length >= 2 &&
      d.number.length <= 30 &&
      danger.words.de.length > 0 &&
      d.advice &&
      d.advice.length <= 300
    if (!sound || [...danger.words.de, ...danger.words.en].some((w) => w.length < 2))
      faults.dangers = { ...faults.dangers, [i]: true }
    return danger
  })
  const read = fieldsSchema.safeParse(questions)
  if (!read.success && !faults.questions) faults.questions = { 0: 'kind' }
  const input: CategoryInput = {
    group,
    name: { de: form.name, en: form.nameEn },
    description: { de: form.description.slice(0, 500), en: form.descriptionEn.slice(0, 500) },
    keywords,
    unitId: form.unit,
    skill: form.skill.slice(0, 60) || null,
    targetHours: faults.hours ? 72 : hours,
    sameWithinMetres: faults.same ? 30 : same,
    dispatch: form.dispatch === 'assign' || form.dispatch === 'propose' ? form.dispatch : 'none',
    public: form.public,
    publish: form.publish,
    publishPhotos: form.publishPhotos,
    priority: ['0', '1', '2', '3'].includes(form.priority) ? Number(form.priority) : 1,
    requiredLevel: trustLevels.find((level) => level === form.level) ?? null,
    requiredLayer: form.layer.slice(0, 80) || null,
    active: form.active,
    questions: read.success ? read.data : [],
    dangers,
  }
  return { input, faults }
}

const hasOptions = (kind: string): boolean => kind === 'choice' || kind === 'multichoice'

function questionFault(q: QuestionForm): 'label' | 'options' | null {
  if (!q.de || q.de.length > 500 || q.en.length > 500) return 'label'
  const lines = split(q.options.replaceAll(',', ';'))
  return hasOptions(q.kind) && (lines.length < 2 || lines.length > 200) ? 'options' : null
}

/** Codes stay for ever, because answers are kept under them. */
function toField(q: QuestionForm, i: number, before: readonly Field[]): Field {
  const known = before.find((f) => f.code === q.code)
  const kind = ([...questionKinds] as FieldKind[]).find((k) => k === q.kind) ?? known?.kind ?? 'text'
  const labels = q.options.split('\n').flatMap((line) => {
    const [de = '', en = ''] = line.split('=').map((part) => part.trim())
    return de ? [{ de, en: en || de }] : []
  })
  const { options: _, ...rest } = known ?? {}
  return {
    ...rest,
    code: known?.code ?? `frage_${codeOf(q.de)}_${i + 1}`,
    kind,
    label: { de: q.de, en: q.en || q.de },
    required: q.required,
    order: i + 1,
    ...(hasOptions(kind) && {
      options: labels.map((label) => ({
        key: known?.options?.find((o) => o.label.de === label.de)?.key ?? codeOf(label.de),
        label,
      })),
    }),
  } as Field
}

const codeOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 30) || 'x'

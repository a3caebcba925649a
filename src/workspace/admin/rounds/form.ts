import type { Field } from '#modules/forms/index.ts'
import type { Rhythm, Round } from '#modules/rounds/index.ts'
import type { T } from '#platform/i18n.ts'
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

export interface RoundForm {
  name: string
  unit: string
  person: string
  layer: string
  area: string
  every: string
  weekdays: string[]
  day: string
  interval: string
  from: string
  skip: boolean
  days: string
  defect: string
  active: boolean
  questions: QuestionForm[]
}

export type RoundFaults = Partial<Record<keyof RoundForm, string>>

export const emptyForm = (today: string, unit: string, layer: string): RoundForm => ({
  name: '',
  unit,
  person: '',
  layer,
  area: '',
  every: 'week',
  weekdays: ['1'],
  day: '1',
  interval: '14',
  from: today,
  skip: true,
  days: '1',
  defect: '',
  active: true,
  questions: [],
})

export const formOf = (r: Round): RoundForm => ({
  name: r.name,
  unit: r.unitId,
  person: r.personId ?? '',
  layer: r.layer,
  area: r.areaId ?? '',
  every: r.rhythm.every,
  weekdays: r.rhythm.every === 'week' ? r.rhythm.days.map(String) : [],
  day: r.rhythm.every === 'month' ? String(r.rhythm.day) : '1',
  interval: r.rhythm.every === 'days' ? String(r.rhythm.n) : '14',
  from: r.rhythm.every === 'days' ? r.rhythm.from : r.nextOn.toString(),
  skip: r.skipHolidays,
  days: String(r.daysToWalk),
  defect: r.defectType,
  active: r.active,
  questions: r.questions.map((q) => ({
    kind: q.kind === 'multichoice' ? 'choice' : q.kind,
    de: q.label.de,
    en: q.label.en === q.label.de ? '' : q.label.en,
    options: (q.options ?? []).map((o) => o.label.de).join(', '),
    required: q.required,
  })),
})

export function readForm(body: Record<string, unknown>): RoundForm {
  const text = (name: string): string => {
    const value = [body[name]].flat()[0]
    return typeof value === 'string' ? value.slice(0, 500).trim() : ''
  }
  return {
    name: text('name'),
    unit: text('einheit'),
    person: text('person'),
    layer: text('ebene'),
    area: text('ortsteil'),
    every: text('wie_oft'),
    weekdays: [body.wochentag ?? []].flat().filter((v): v is string => typeof v === 'string'),
    day: text('tag'),
    interval: text('abstand'),
    from: text('ab'),
    skip: text('feiertage') === 'ja',
    days: text('tage'),
    defect: text('kategorie'),
    active: text('aktiv') === 'ja',
    questions: Array.from({ length: MOST_QUESTIONS }, (_, i) => ({
      kind: text(`frage${i}.art`),
      de: text(`frage${i}.de`),
      en: text(`frage${i}.en`),
      options: text(`frage${i}.auswahl`),
      required: text(`frage${i}.pflicht`) === 'ja',
    })).filter((q) => q.de || q.en || q.options),
  }
}

const whole = (text: string, least: number, most: number): number | null =>
  /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null

/** When it is walked, or what is wrong with what was said of that. */
function rhythmOf(form: RoundForm, t: T): { rhythm: Rhythm } | { faults: RoundFaults } {
  if (form.every === 'week') {
    const days = [...new Set(form.weekdays)].flatMap((d) => whole(d, 1, 7) ?? []).sort()
    return days.length > 0
      ? { rhythm: { every: 'week', days } }
      : { faults: { weekdays: t('rounds.admin.fault.weekdays') } }
  }
  if (form.every === 'month') {
    const day = whole(form.day, 1, 31)
    return day ? { rhythm: { every: 'month', day } } : { faults: { day: t('rounds.admin.fault.day') } }
  }
  const n = whole(form.interval, 1, 366)
  const dated = /^\d{4}-\d\d-\d\d$/.test(form.from)
  return form.every === 'days' && n && dated
    ? { rhythm: { every: 'days', n, from: form.from } }
    : { faults: { interval: t('rounds.admin.fault.interval') } }
}

function questionsOf(form: RoundForm, t: T): { questions: Field[] } | { faults: RoundFaults } {
  const questions: Field[] = []
  for (const [i, q] of form.questions.entries()) {
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
      return { faults: { questions: t('rounds.admin.fault.options') } }
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
  return { questions }
}

/** The form as the domain takes it, or what is wrong with it. */
export function parseForm(form: RoundForm, t: T) {
  const faults: RoundFaults = {}
  if (!form.name) faults.name = t('rounds.admin.fault.name')
  for (const key of ['unit', 'layer', 'defect'] as const)
    if (!form[key]) faults[key] = t('rounds.admin.fault.choose')
  const days = whole(form.days, 1, 60)
  if (!days) faults.days = t('rounds.admin.fault.days')
  const rhythm = rhythmOf(form, t)
  if ('faults' in rhythm) Object.assign(faults, rhythm.faults)
  const questions = questionsOf(form, t)
  if ('faults' in questions) Object.assign(faults, questions.faults)
  if (!days || 'faults' in rhythm || 'faults' in questions || Object.keys(faults).length > 0)
    return { faults }
  return {
    faults: null,
    input: {
      name: form.name,
      unitId: form.unit,
      personId: form.person || null,
      layer: form.layer,
      areaId: form.area || null,
      rhythm: rhythm.rhythm,
      skipHolidays: form.skip,
      daysToWalk: days,
      questions: questions.questions,
      defectType: form.defect,
      active: form.active,
    },
  }
}

export const fieldOf: Readonly<Record<string, keyof RoundForm>> = {
  'round.name': 'name',
  'round.person': 'person',
  'round.layer': 'layer',
  'round.area': 'area',
  'round.rhythm': 'every',
  'round.questions': 'questions',
  'round.days': 'days',
  'case.no_such_unit': 'unit',
  'report.category_unknown': 'defect',
}

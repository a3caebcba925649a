import type { Rhythm, Round } from '#modules/rounds/index.ts'
import type { T } from '#platform/i18n.ts'
import { parseQuestions, type QuestionForm, questionForm, readQuestions } from './question-form.ts'

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
  questions: r.questions.map(questionForm),
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
    questions: readQuestions(text),
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
  const questions = parseQuestions(form.questions)
  if (!questions) faults.questions = t('rounds.admin.fault.options')
  if (!days || 'faults' in rhythm || !questions || Object.keys(faults).length > 0) return { faults }
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
      questions,
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

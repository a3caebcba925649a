import type { PageView } from '#http/view.ts'
import { isHidden, type Line, type Numbers } from '#modules/analytics/index.ts'
import type { Asked } from './asked.ts'

/** A spreadsheet takes a cell that begins like this for a formula, and runs it (CWE-1236). */
const formula = /^[=+\-@\t\r]/

/** One cell; what a spreadsheet would run gets an apostrophe in front, which it shows as text. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** All tables of the page as one file: what a line is about stands in its first two columns. Times in minutes. */
export function numbersCsv(view: PageView, asked: Asked, n: Numbers): string {
  const { t } = view
  const keys = ['view', 'value', 'received', 'closed', 'judged', 'inTime', 'reopened']
  const times = ['answerMedian', 'answerNinety', 'fixMedian', 'fixNinety']
  const after = ['doubts', 'confirmed', 'repeats', 'asked', 'answered', 'fixedYes', 'fixedPartly', 'fixedNo']
  const moods = ['1', '2', '3', '4', '5']
  const head = [...keys, ...times, ...after, 'satisfaction']
    .map((key) => t(`numbers.csv.${key}`))
    .concat(moods.map((mood) => t(`voice.mood.${mood}`)))
    .concat(['doubtsSure', 'voicesSure', 'voicesOther'].map((key) => t(`numbers.csv.${key}`)))
  const row = (what: string, name: string, l: Line): (string | number | null)[] => [
    what,
    name,
    isHidden(l) ? null : l.received,
    l.closed < 0 ? null : l.closed,
    isHidden(l) ? null : l.judged,
    isHidden(l) ? null : l.inTime,
    l.reopened < 0 ? null : l.reopened,
    minutes(l.answer?.median),
    minutes(l.answer?.ninety),
    minutes(l.fix?.median),
    minutes(l.fix?.ninety),
    told(l.doubts),
    told(l.confirmed),
    told(l.repeats),
    told(l.satisfaction.asked),
    told(l.satisfaction.answered),
    ...['yes', 'partly', 'no'].map((key) => part(l.satisfaction.fixed, key)),
    l.satisfaction.mean === null ? null : Math.round(l.satisfaction.mean * 100) / 100,
    ...moods.map((mood) => part(l.satisfaction.moods, mood)),
    told(l.doubtsSure),
    told(l.voicesSure),
    told(l.voicesOther),
  ]
  const rows = [
    row(t('numbers.total'), '', n.total),
    ...n.months.map((l) => row(t('numbers.by.month'), l.key, l)),
    ...n.types.map((l) => row(t('numbers.by.type'), asked.nameOf('type', l.key), l)),
    ...n.areas.map((l) => row(t('numbers.by.area'), asked.nameOf('area', l.key), l)),
    ...n.units.map((l) => row(t('numbers.by.unit'), asked.nameOf('unit', l.key), l)),
  ]
  // The mark at the beginning tells Excel that this is UTF-8.
  return `\ufeff${[head, ...rows].map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`
}

/** Less than nothing is too few to be told. */
const told = (n: number): number | null => (n < 0 ? null : n)

/** One answer of those that are told at all. */
const part = (counts: Readonly<Record<string, number>>, key: string): number | null =>
  Object.keys(counts).length === 0 ? null : (counts[key] ?? 0)

const minutes = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value))

export const csvHeaders = (name: string) => ({
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': `attachment; filename="${name}.csv"`,
})

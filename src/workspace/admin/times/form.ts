import type { OpeningRow } from '#modules/calendar/index.ts'

/** One weekday as it is typed: "8-12, 14:00–16:00". */
export type HoursForm = Record<number, string>

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export const writeHours = (rows: readonly OpeningRow[]): HoursForm =>
  Object.fromEntries(
    weekdays.map((day) => [
      day,
      rows
        .filter((o) => o.weekday === day)
        .map((o) => `${o.from}–${o.until}`)
        .join(', '),
    ]),
  )

/** The rows, or on which days something cannot be read. */
export function readHours(form: HoursForm): { rows: OpeningRow[]; faults: number[] } {
  const rows: OpeningRow[] = []
  const faults = new Set<number>()
  for (const weekday of weekdays) {
    const spans = (form[weekday] ?? '')
      .split(/[,;]|\bund\b/)
      .map((s) => s.trim())
      .filter(Boolean)
    let last = ''
    for (const span of spans) {
      const match = /^(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|bis)\s*(\d{1,2})(?:[:.](\d\d))?(?:\s*Uhr)?$/.exec(
        span,
      )
      const from = match && clock(match[1]!, match[2])
      const until = match && clock(match[3]!, match[4])
      if (!from || !until || from >= until || from < last) faults.add(weekday)
      else {
        rows.push({ weekday, from, until })
        last = until
      }
    }
  }
  return { rows, faults: [...faults] }
}

function clock(hour: string, minute = '00'): string | null {
  const [h, m] = [Number(hour), Number(minute)]
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
}

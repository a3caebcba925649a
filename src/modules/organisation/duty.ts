/** When somebody is on, in the town's local time; weekday 1 is Monday. `until` before `from` reaches into the next day. */
export interface Duty {
  weekday: number
  /** '07:00' */
  from: string
  /** '15:30'; '24:00' is the end of the day. */
  until: string
}

const days = ['mo', 'di', 'mi', 'do', 'fr', 'sa', 'so']

/** Is somebody with these hours on at this instant? */
export function onDuty({ duty }: { duty: readonly Duty[] }, at: Date, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const today = local.dayOfWeek
  const yesterday = today === 1 ? 7 : today - 1
  return duty.some(({ weekday, from, until }) => {
    if (from < until) return weekday === today && from <= time && time < until
    return (weekday === today && from <= time) || (weekday === yesterday && time < until)
  })
}

/** When somebody is on next: `at` itself for who is on already, null for who never is. */
export function nextDuty({ duty }: { duty: readonly Duty[] }, at: Date, timeZone: string): Date | null {
  if (onDuty({ duty }, at, timeZone)) return at
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = local.toPlainDate().add({ days: ahead })
    const start = duty
      .filter((d) => d.weekday === day.dayOfWeek)
      .map((d) => day.toZonedDateTime({ timeZone, plainTime: d.from }).epochMilliseconds)
      .filter((ms) => ms > at.getTime())
      .sort((a, b) => a - b)[0]
    if (start !== undefined) return new Date(start)
  }
  return null
}

/** "Mo-Fr 07:00-15:30, Sa 08:00-12:00"; null when it is not like that. Nothing is no duty. */
export function parseDuty(text: string): Duty[] | null {
  const parts = text.split(',').map((p) => p.trim())
  if (text.trim() === '') return []
  const duty: Duty[] = []
  for (const part of parts) {
    const match = /^(\p{L}{2})(?:\s*[-–]\s*(\p{L}{2}))?\s+(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/u.exec(part)
    if (!match) return null
    const [, first = '', last = first, from = '', until = ''] = match
    const a = days.indexOf(first.toLowerCase())
    const b = days.indexOf(last.toLowerCase())
    if (a < 0 || b < a || !isTime(from) || !isTime(until, '24:00') || from === until) return null
    for (let day = a; day <= b; day++) duty.push({ weekday: day + 1, from, until })
  }
  const starts = new Set(duty.map((d) => `${d.weekday} ${d.from}`))
  return starts.size === duty.length ? duty.sort(byTime) : null
}

/** "07:00-12:00, 13:00-15:30" for a weekday (1 is Monday); null when it is not like that. Nothing is no duty. */
export function parseDayOfDuty(weekday: number, text: string): Duty[] | null {
  const day = days[weekday - 1]
  return parseDuty(
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => `${day} ${part}`)
      .join(', '),
  )
}

/** "07:00-12:00, 13:00-15:30", as `parseDayOfDuty` reads it. */
export const sayDayOfDuty = (duty: readonly Duty[], weekday: number): string =>
  duty
    .filter((d) => d.weekday === weekday)
    .map((d) => `${d.from}-${d.until}`)
    .join(', ')

/** Do two of these hours lie at the same time? */
export function overlaps(duty: readonly Duty[]): boolean {
  const week = 7 * 24 * 60
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const spans = duty
    .map(({ weekday, from, until }) => {
      const start = (weekday - 1) * 1440 + minutes(from)
      const length = (minutes(until) - minutes(from) + 1440) % 1440 || 1440
      return { start, end: start + length }
    })
    .sort((a, b) => a.start - b.start)
  // The last of the week may reach into the first.
  return spans.some((span, i) => span.end > (spans[i + 1]?.start ?? spans[0]!.start + week))
}

export const byTime = (a: Duty, b: Duty): number => a.weekday - b.weekday || (a.from < b.from ? -1 : 1)

const isTime = (text: string, also?: string): boolean =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === also

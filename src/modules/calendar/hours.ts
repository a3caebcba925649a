import type { Lang } from '#platform/i18n.ts'
import type { Holidays } from './holidays.ts'

/** An opening of a weekday (1 is Monday), in local time of day as minutes. */
export interface Opening {
  weekday: number
  from: number
  until: number
}

export interface Hours {
  timeZone: string
  openings: readonly Opening[]
  holidays: Holidays
  /** The town's own days off: day to name. */
  daysOff: ReadonlyMap<string, string>
}

export interface BusinessCalendar {
  /** The instant at which so many open hours have passed; when they end with an opening, its end. */
  addHours(from: Date, hours: number): Date
  isOpen(at: Date): boolean
  /** `at` itself while open; null for who never opens. */
  nextOpening(at: Date): Date | null
  /** What is open on a day, as "08:00" to "16:00"; nothing on days off. */
  openingOn(day: Temporal.PlainDate): { from: string; until: string }[]
  /** The holiday or day off that a day is, if it is one. */
  dayName(day: Temporal.PlainDate, lang?: Lang): string | null
}

/** A day as instants: where it begins and when it is open. */
interface Day {
  start: number
  open: [from: number, until: number][]
}

const dayLength = 86_400_000
/** Who has been closed for a year and a bit will not open. */
const patience = 400

/**
 * Reckons with open hours. Days are worked out once, by Temporal, so that a day of 23 or 25 hours is no special
 * case; after that a deadline costs a few additions (about a microsecond).
 */
export function calendarOf(hours: Hours): BusinessCalendar {
  const days = new Map<number, Day>()
  const day = (n: number): Day => {
    const held = days.get(n)
    if (held) return held
    if (days.size > 5000) days.clear()
    const made = dayOf(hours, n)
    days.set(n, made)
    return made
  }
  // Days are counted from 1970-01-01; the town's day may have begun before or after that of UTC.
  const numberOf = (at: number): number => {
    let n = Math.floor(at / dayLength)
    while (at < day(n).start) n--
    while (at >= day(n + 1).start) n++
    return n
  }
  const nextOpening = (at: Date): Date | null => {
    const ms = at.getTime()
    const first = numberOf(ms)
    for (let n = first; n < first + patience; n++) {
      for (const [from, until] of day(n).open) if (ms < until) return new Date(Math.max(ms, from))
    }
    return null
  }
  return {
    nextOpening,
    isOpen: (at) => day(numberOf(at.getTime())).open.some(([from, until]) => from <= +at && +at < until),
    addHours(from, count) {
      const start = from.getTime()
      let left = count * 3_600_000
      if (left <= 0) return new Date(start)
      let closed = 0
      for (let n = numberOf(start); closed < patience; n++) {
        const { open } = day(n)
        closed = open.length === 0 ? closed + 1 : 0
        for (const [opens, closes] of open) {
          const began = Math.max(opens, start)
          if (began >= closes) continue
          if (left <= closes - began) return new Date(began + left)
          left -= closes - began
        }
      }
      // Nobody ever opens: plain hours, so that there is a deadline at all.
      return new Date(start + count * 3_600_000)
    },
    openingOn: (date) =>
      isOff(hours, date.toString())
        ? []
        : openingsOn(hours, date).map((o) => ({ from: clock(o.from), until: clock(o.until) })),
    dayName: (date, lang = 'de') =>
      hours.daysOff.get(date.toString()) ?? hours.holidays.get(date.toString())?.[lang] ?? null,
  }
}

const isOff = (hours: Hours, day: string): boolean => hours.daysOff.has(day) || hours.holidays.has(day)

const openingsOn = (hours: Hours, date: Temporal.PlainDate): Opening[] =>
  hours.openings
    .filter((o) => o.weekday === date.dayOfWeek && o.from < o.until)
    .sort((a, b) => a.from - b.from)

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const epoch = Temporal.PlainDate.from('1970-01-01')

function dayOf(hours: Hours, n: number): Day {
  const date = epoch.add({ days: n })
  const start = date.toZonedDateTime(hours.timeZone).epochMilliseconds
  if (isOff(hours, date.toString())) return { start, open: [] }
  const at = (minutes: number): number =>
    minutes >= 1440
      ? date.add({ days: 1 }).toZonedDateTime(hours.timeZone).epochMilliseconds
      : date.toZonedDateTime({
          timeZone: hours.timeZone,
          plainTime: Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 }),
        }).epochMilliseconds
  const open: [number, number][] = []
  for (const o of openingsOn(hours, date)) {
    const last = open.at(-1)
    const [from, until] = [at(o.from), at(o.until)]
    // Openings that overlap must not count twice.
    if (last && from <= last[1]) last[1] = Math.max(last[1], until)
    else open.push([from, until])
  }
  return { start, open }
}

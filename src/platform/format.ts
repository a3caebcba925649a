import type { Lang } from '#platform/i18n.ts'

/** What can be shown as a moment or a day. A plain date has no time zone and is never moved by one. */
export type Moment = Date | Temporal.Instant | Temporal.PlainDate

export interface Format {
  /** "Freitag, 27. November 2026" */
  formatDate(day: Moment): string
  /** "27.11.2026", for tables */
  formatDay(day: Moment): string
  /** "Freitag, 27. November 2026 um 14:05" */
  formatDateTime(at: Date | Temporal.Instant): string
  formatTime(at: Date | Temporal.Instant): string
  formatNumber(value: number, options?: Intl.NumberFormatOptions): string
  /** "vor 3 Tagen"; only ever beside the exact time (ui/when.tsx does that). */
  formatRelative(at: Date | Temporal.Instant, now: Date): string
}

const locales: Record<Lang, string> = { de: 'de-DE', en: 'en-GB' }
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const millis = (at: Date | Temporal.Instant): number =>
  at instanceof Date ? at.getTime() : at.epochMilliseconds

const cache = new Map<string, Format>()

/** Formatters of a language in a tenant's time zone; made once, because Intl objects cost 50 µs each. */
export function formatter(lang: Lang, timeZone: string): Format {
  const key = `${lang} ${timeZone}`
  const known = cache.get(key)
  if (known) return known
  const made = make(locales[lang], lang, timeZone)
  cache.set(key, made)
  return made
}

function make(locale: string, lang: Lang, timeZone: string): Format {
  const dateOf = (options: Intl.DateTimeFormatOptions) => {
    const zoned = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    const plain = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return (at: Moment): string =>
      at instanceof Temporal.PlainDate
        ? plain.format(new Date(Date.UTC(at.year, at.month - 1, at.day)))
        : zoned.format(millis(at))
  }
  const long = dateOf({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const short = dateOf({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const time = dateOf({ hour: '2-digit', minute: '2-digit' })
  const number = new Intl.NumberFormat(locale)
  // "always", because "gestern" for 47 hours ago would be wrong; only "jetzt" is left to words.
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always' })
  const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  const join = lang === 'de' ? ' um ' : ' at '
  return {
    formatDate: long,
    formatDay: short,
    formatTime: time,
    formatDateTime: (at) => `${long(at)}${join}${time(at)}`,
    formatNumber: (value, options) =>
      options ? new Intl.NumberFormat(locale, options).format(value) : number.format(value),
    formatRelative: (at, from) => {
      const seconds = (millis(at) - from.getTime()) / 1000
      const step = steps.find(([, size]) => Math.abs(seconds) >= size)
      return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : now
    },
  }
}

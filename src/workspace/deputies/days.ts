import type { PageView } from '#http/view.ts'

/** A day as the browser sends it; null for what is none or lies centuries away. */
export function dayOf(text: string | undefined): Temporal.PlainDate | null {
  try {
    const day = Temporal.PlainDate.from(text ?? '', { overflow: 'reject' })
    return day.year > 2000 && day.year < 2200 ? day : null
  } catch {
    return null
  }
}

/** Where a day begins in the town. */
export const beginOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds)

export const localDay = (at: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()

/**
 * A time in words as people say it: whole days with the last day included ("23.11.2026 bis 04.12.2026"), otherwise to
 * the minute.
 */
export function periodWords(view: PageView, from: Date, until: Date | null): string {
  const { format, t, timeZone } = view
  const midnight = (at: Date) => beginOf(localDay(at, timeZone), timeZone).getTime() === at.getTime()
  const whole = midnight(from) && (!until || midnight(until))
  const minute = (at: Date) => `${format.formatDay(at)} ${format.formatTime(at)}`
  const first = whole ? format.formatDay(from) : minute(from)
  if (!until) return t('deputies.period.open', { from: first })
  const last = whole ? format.formatDay(localDay(until, timeZone).subtract({ days: 1 })) : minute(until)
  return first === last ? first : t('deputies.period.both', { from: first, until: last })
}

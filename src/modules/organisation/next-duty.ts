import { type Duty, onDuty } from './duty.ts'

/** When somebody with these hours is on next: `at` itself if they are on now; null if not within a week. */
export function nextDuty(person: { duty: readonly Duty[] }, at: Date, timeZone: string): Date | null {
  if (onDuty(person, at, timeZone)) return at
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  for (let day = 0; day <= 7; day++) {
    const date = now.toPlainDate().add({ days: day })
    const starts = person.duty
      .filter((d) => d.weekday === date.dayOfWeek)
      .map((d) => date.toZonedDateTime({ timeZone, plainTime: d.from }).epochMilliseconds)
      .filter((start) => start > at.getTime())
    if (starts.length > 0) return new Date(Math.min(...starts))
  }
  return null
}

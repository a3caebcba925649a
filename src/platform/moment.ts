/**
 * A time as clients write it: ISO 8601 with a zone, without one (then the town's), with a blank where a URL's `+` was
 * not escaped, or a day alone (its beginning, or its end). Null when it is none.
 */
export function moment(text: string, timeZone: string, edge: 'begin' | 'end' = 'begin'): Date | null {
  const written = text
    .trim()
    .replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d)/, '$1T$2')
    .replace(/ (\d\d:?\d\d)$/, '+$1')
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(written)) {
      const day = Temporal.PlainDate.from(written)
      const start = (edge === 'end' ? day.add({ days: 1 }) : day).toZonedDateTime(timeZone).epochMilliseconds
      return new Date(edge === 'end' ? start - 1 : start)
    }
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?$/i.test(written)) return null
    const zoned = /(Z|[+-]\d\d(:?\d\d)?)$/i.test(written.slice(11))
    const ms = zoned
      ? Temporal.Instant.from(written).epochMilliseconds
      : Temporal.PlainDateTime.from(written).toZonedDateTime(timeZone).epochMilliseconds
    // PostgreSQL's times end sooner than the program's.
    return ms > -6e13 && ms < 2.5e14 ? new Date(ms) : null
  } catch {
    return null
  }
}

/** W3C date and time, UTC, without the milliseconds that some parsers stumble over. */
export const w3c = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

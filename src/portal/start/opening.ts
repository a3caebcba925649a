import { businessCalendar } from '#modules/calendar/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'

export interface OpeningToday {
  open: boolean
  /** "08:00 bis 16:00", several where there is a lunch break; empty on days off. */
  hours: readonly { from: string; until: string }[]
  /** The holiday that today is. */
  holiday: string | null
  /** When the town hall opens next, in words; null while it is open. */
  next: string | null
}

/** Is the town hall open now, and until when? */
export async function openingToday(ctx: Ctx): Promise<OpeningToday> {
  const calendar = await businessCalendar(ctx)
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
  const open = calendar.isOpen(ctx.now)
  const next = open ? null : calendar.nextOpening(ctx.now)
  return {
    open,
    hours: calendar.openingOn(today),
    holiday: calendar.dayName(today, ctx.lang),
    next: next ? formatter(ctx.lang, ctx.tenant.timeZone).formatDateTime(next) : null,
  }
}

import { z } from 'zod'
import type { BusinessCalendar } from '#modules/calendar/index.ts'

/** When a round is walked. Days of the week count from Monday as 1; a month's 31st is its last day. */
export const rhythmSchema = z.discriminatedUnion('every', [
  z.object({ every: z.literal('week'), days: z.array(z.number().int().min(1).max(7)).min(1).max(7) }),
  z.object({ every: z.literal('month'), day: z.number().int().min(1).max(31) }),
  z.object({
    every: z.literal('days'),
    n: z.number().int().min(1).max(366),
    from: z.iso.date(),
  }),
])
export type Rhythm = z.infer<typeof rhythmSchema>

type Day = Temporal.PlainDate

/** The first day of the rhythm on or after this one, holidays or not. */
export function nextDay(rhythm: Rhythm, from: Day): Day {
  switch (rhythm.every) {
    case 'week': {
      let day = from
      while (!rhythm.days.includes(day.dayOfWeek)) day = day.add({ days: 1 })
      return day
    }
    case 'month': {
      const inMonth = (first: Day): Day => first.with({ day: Math.min(rhythm.day, first.daysInMonth) })
      const this_ = inMonth(from.with({ day: 1 }))
      if (Temporal.PlainDate.compare(this_, from) >= 0) return this_
      return inMonth(from.with({ day: 1 }).add({ months: 1 }))
    }
    case 'days': {
      const start = Temporal.PlainDate.from(rhythm.from)
      if (Temporal.PlainDate.compare(start, from) >= 0) return start
      const away = start.until(from, { largestUnit: 'days' }).days
      return start.add({ days: Math.ceil(away / rhythm.n) * rhythm.n })
    }
  }
}

/**
 * The same, moved on where that day is a holiday or day off: nobody walks then, and what has to be looked at is looked
 * at on the next day that is none.
 */
export function nextWalk(
  rhythm: Rhythm,
  from: Day,
  calendar: Pick<BusinessCalendar, 'dayName'>,
  skipHolidays: boolean,
): { due: Day; of: Day } {
  const of = nextDay(rhythm, from)
  let due = of
  if (skipHolidays) for (let i = 0; i < 31 && calendar.dayName(due) !== null; i++) due = due.add({ days: 1 })
  return { due, of }
}

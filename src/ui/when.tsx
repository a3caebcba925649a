import { formatter } from '#platform/format.ts'
import type { View } from '#ui/view.ts'

type Where = Pick<View, 'lang' | 'timeZone'>

/** An instant: in words and exact, or relative with the exact one at hand. */
export function When({
  view,
  at,
  as = 'datetime',
  now,
}: {
  view: Where
  at: Date
  as?: 'datetime' | 'date' | 'day' | 'time'
  /** Given: "vor 3 Tagen", exact in the title. */
  now?: Date
}) {
  const f = formatter(view.lang, view.timeZone)
  const exact = f.formatDateTime(at)
  const shown =
    as === 'date'
      ? f.formatDate(at)
      : as === 'day'
        ? f.formatDay(at)
        : as === 'time'
          ? f.formatTime(at)
          : exact
  return (
    <time datetime={at.toISOString()} title={exact}>
      {now ? f.formatRelative(at, now) : shown}
    </time>
  )
}

import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon } from '#ui/icon.tsx'
import type { Tone } from '#ui/notice.tsx'

export interface Due {
  tone: Tone | 'neutral'
  words: string
  /** The same for narrow columns. */
  short: string
  /** The exact time, where the words are relative. */
  exact: string | null
}

type Where = Pick<PageView, 't' | 'format' | 'timeZone' | 'now'>

/** A deadline in a word, counted in the town's calendar days: "überfällig seit 2 Tagen", "heute", "in 3 Tagen". */
export function dueOf(
  { t, format, timeZone, now }: Where,
  c: Pick<Case, 'status' | 'dueAt' | 'closedAt'>,
): Due {
  const calm = (words: string, exact: string | null): Due => ({ tone: 'neutral', words, short: words, exact })
  if (c.status === 'closed')
    return calm(
      t('workspace.due.closed', { day: c.closedAt ? format.formatDay(c.closedAt) : '' }),
      c.closedAt ? format.formatDateTime(c.closedAt) : null,
    )
  if (!c.dueAt) return calm(t('workspace.due.none'), null)
  const day = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const days = day(now).until(day(c.dueAt)).days
  const exact = format.formatDateTime(c.dueAt)
  const time = format.formatTime(c.dueAt)
  if (c.dueAt < now)
    return {
      tone: 'danger',
      words:
        days === 0 ? t('workspace.due.overdueToday', { time }) : t('workspace.due.overdue', { count: -days }),
      short:
        days === 0 ? t('workspace.due.overdueTodayShort') : t('workspace.due.overdueShort', { count: -days }),
      exact,
    }
  if (days === 0) {
    const words = t('workspace.due.today', { time })
    return { tone: 'warning', words, short: words, exact }
  }
  if (days === 1) return calm(t('workspace.due.tomorrow'), exact)
  if (days <= 21) return calm(t('workspace.due.in', { count: days }), exact)
  return calm(format.formatDay(c.dueAt), exact)
}

/** The deadline as it stands in heads (a badge) and lists (a line): colour only where something is to be done. */
export function DueMark({ view, case: c, line }: { view: Where; case: Case; line?: boolean }) {
  const due = dueOf(view, c)
  const words =
    due.tone === 'neutral' ? (
      <span class="due">{due.words}</span>
    ) : line ? (
      <span class={`due due--${due.tone}`}>
        <Icon name={due.tone === 'danger' ? 'warning' : 'clock'} size={16} />
        {due.short}
      </span>
    ) : (
      <Badge tone={due.tone} small>
        {due.words}
      </Badge>
    )
  return due.exact ? (
    <time datetime={(c.status === 'closed' ? c.closedAt : c.dueAt)?.toISOString()} title={due.exact}>
      {words}
    </time>
  ) : (
    words
  )
}

const statusTones: Record<string, Tone | 'neutral'> = {
  open: 'info',
  scheduled: 'info',
  in_progress: 'warning',
  closed: 'success',
}

export const StatusBadge = ({ view, case: c }: { view: Where; case: Pick<Case, 'status'> }) => (
  <Badge
    tone={statusTones[c.status] ?? 'neutral'}
    icon={
      c.status === 'scheduled'
        ? 'calendar'
        : c.status === 'in_progress'
          ? 'wrench'
          : c.status === 'open'
            ? 'clock'
            : 'success'
    }
    small
  >
    {view.t(`workspace.status.${c.status}`)}
  </Badge>
)

/** High and urgent say so; normal needs no word. */
export function PriorityMark({ view, case: c }: { view: Where; case: Case }) {
  if (c.priority === 1) return null
  return (
    <span class={`prio prio--${c.priority}`}>
      {c.priority > 1 && <span aria-hidden="true">{c.priority === 3 ? '▲▲ ' : '▲ '}</span>}
      {view.t(`history.priority.${c.priority}`)}
    </span>
  )
}

import type { PageView } from '#http/view.ts'
import type { Case, HistoryEntry } from '#modules/cases/index.ts'
import type { IconName } from '#ui/icon.tsx'
import type { TimelineItem } from '#ui/timeline.tsx'
import { When } from '#ui/when.tsx'
import type { Situation } from './status.ts'

const icons: Record<string, IconName> = {
  'case.opened': 'megaphone',
  'case.scheduled': 'calendar',
  'case.started': 'wrench',
  'case.replied': 'chat',
  'case.forwarded': 'arrow-right',
  'case.handed_over': 'arrow-right',
  'case.object_named': 'pin',
  'case.object_changed': 'pin',
  'case.object_removed': 'pin',
  'case.split': 'people',
  'case.part_scheduled': 'calendar',
  'case.part_started': 'wrench',
}

/** What happened, what is going on and what comes next, for people outside of the town hall. */
export function stepsOf(
  view: PageView,
  c: Case,
  history: readonly HistoryEntry[],
  now: Situation,
): TimelineItem[] {
  const { t, format } = view
  const done = history.map(({ event, params, message }): TimelineItem => {
    const at = new Date(event.at)
    const planned = /scheduled$/.test(event.type) && typeof event.payload.for === 'string'
    const words = {
      ...params,
      for: planned ? format.formatDateTime(new Date(event.payload.for)) : '',
      outcome: /closed$/.test(event.type) ? t(`reports.outcome.${event.payload.outcome ?? 'fixed'}`) : '',
    }
    const icon = icons[event.type]
    // The report's own words stand at the top of the page already.
    const body =
      event.type !== 'case.opened' && message ? <Said text={message.body} lang={message.lang} /> : undefined
    return {
      state: 'done',
      title: t(`history.public.${event.type}`, words),
      when: <When view={view} at={at} />,
      ...(body ? { body } : {}),
      ...(icon ? { icon } : {}),
    }
  })
  if (c.status === 'closed') return done
  const finish: TimelineItem = {
    state: 'next',
    title: t('reports.step.done'),
    ...(now.next ? { when: now.next } : {}),
  }
  const planned = c.status === 'scheduled' && c.scheduledFor && c.scheduledFor > view.now
  return planned
    ? [
        ...done,
        {
          state: 'now',
          title: t('reports.step.appointment'),
          when: <When view={view} at={c.scheduledFor!} />,
        },
        finish,
      ]
    : [...done, { state: 'now', title: now.sentence }, finish]
}

/** Somebody's own words, as they wrote them. */
export function Said({ text, lang }: { text: string; lang?: string | null }) {
  return (
    <blockquote class="sd-said" dir="auto" lang={lang ?? undefined}>
      {text}
    </blockquote>
  )
}

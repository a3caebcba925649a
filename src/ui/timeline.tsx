import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'

export interface TimelineItem {
  state: 'done' | 'now' | 'next'
  title: ComponentChildren
  /** A <When>, or "voraussichtlich bis …". */
  when?: ComponentChildren
  body?: ComponentChildren
  icon?: IconName
  /** For staff only: visibly different, and said so. */
  internal?: boolean
}

const stateIcon = { done: 'check', now: 'clock', next: undefined } as const

/** What was done, what is going on, what comes next: a vertical line. */
export function Timeline({ t, items, label }: { t: T; items: readonly TimelineItem[]; label?: string }) {
  return (
    <ol class="sd-timeline" aria-label={label}>
      {items.map((item, i) => {
        const icon = item.icon ?? stateIcon[item.state]
        return (
          <li
            key={i}
            class={`sd-timeline__item sd-timeline__item--${item.state}${item.internal ? ' sd-timeline__item--internal' : ''}`}
            aria-current={item.state === 'now' ? 'step' : undefined}
          >
            <span class="sd-timeline__dot">{icon && <Icon name={icon} size={16} />}</span>
            <div class="sd-timeline__words">
              <p class="sd-timeline__title">
                <span class="kern-sr-only">{t(`ui.timeline.${item.state}`)}: </span>
                {item.title}
                {item.internal && (
                  <span class="sd-internal">
                    <Icon name="lock" size={16} />
                    {t('ui.internal')}
                  </span>
                )}
              </p>
              {item.when && <p class="sd-timeline__when">{item.when}</p>}
              {item.body && <div class="sd-timeline__body">{item.body}</div>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

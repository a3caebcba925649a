import type { ComponentChildren } from 'preact'
import { Icon } from '#ui/icon.tsx'
import type { Link, T } from '#ui/view.ts'

interface Props {
  t: T
  /** A GET form; what it does not hold goes along as hidden inputs (see queryOf). */
  action: string
  hidden?: readonly (readonly [string, string])[]
  /** Active filters; the link takes one away. */
  active?: readonly { label: string; removeHref: string }[]
  resetHref?: string
  label?: string
  /** Fields, usually SelectField and TextField. */
  children?: ComponentChildren
}

/** Filters over a list: a form that anyone can send, and what is active as links that take it away. */
export function FilterBar({ t, action, hidden = [], active = [], resetHref, label, children }: Props) {
  return (
    <div class="sd-filter">
      <search aria-label={label ?? t('ui.filter.label')}>
        <form class="sd-filter__form" method="get" action={action}>
          {hidden.map(([name, value], i) => (
            <input key={i} type="hidden" name={name} value={value} />
          ))}
          {children}
          <button class="kern-btn kern-btn--secondary sd-filter__apply" type="submit">
            <Icon name="filter" size={20} />
            <span class="kern-label">{t('ui.filter.apply')}</span>
          </button>
        </form>
      </search>
      {active.length > 0 && (
        <ul class="sd-chips" aria-label={t('ui.filter.active')}>
          {active.map((one) => (
            <li key={one.label}>
              <a class="sd-chip sd-chip--active" href={one.removeHref}>
                {one.label}
                <Icon name="close" size={16} />
                <span class="kern-sr-only"> {t('ui.filter.remove')}</span>
              </a>
            </li>
          ))}
          {resetHref && (
            <li>
              <a class="sd-chip sd-chip--plain" href={resetHref}>
                {t('ui.filter.reset')}
              </a>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

/** One line of choices as links, each with its own address. */
export function Chips({
  label,
  items,
}: {
  label: string
  items: readonly (Link & { count?: number | string })[]
}) {
  return (
    <nav aria-label={label}>
      <ul class="sd-chips">
        {items.map((item) => (
          <li key={item.href}>
            <a class="sd-chip" href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="sd-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Parts of one thing, each a page of its own. */
export function Tabs({
  label,
  items,
}: {
  label: string
  items: readonly (Link & { count?: number | string })[]
}) {
  return (
    <nav class="sd-tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span class="sd-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

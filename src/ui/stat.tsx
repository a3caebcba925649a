import type { ComponentChildren } from 'preact'
import type { Tone } from '#ui/notice.tsx'

export interface StatItem {
  /** Already formatted. */
  value: string
  label: ComponentChildren
  note?: ComponentChildren
  href?: string
  tone?: Tone
}

/** Figures side by side, each with its words, period and number of cases. */
export function Stats({ items }: { items: readonly StatItem[] }) {
  return (
    <dl class="sd-stats">
      {items.map((item, i) => (
        <div key={i} class={`sd-stat${item.tone ? ` sd-stat--${item.tone}` : ''}`}>
          <dt>{item.href ? <a href={item.href}>{item.label}</a> : item.label}</dt>
          <dd class="sd-stat__value">{item.value}</dd>
          {item.note && <dd class="sd-stat__note">{item.note}</dd>}
        </div>
      ))}
    </dl>
  )
}

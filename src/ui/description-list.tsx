import type { ComponentChildren } from 'preact'
import type { T } from '#ui/view.ts'

export interface Described {
  term: ComponentChildren
  value: ComponentChildren
}

export function DescriptionList({ items, stacked }: { items: readonly Described[]; stacked?: boolean }) {
  return (
    <dl class={`kern-description-list sd-dl${stacked ? ' kern-description-list--col' : ''}`}>
      {items.map((item, i) => (
        <div key={i} class="kern-description-list-item">
          <dt class="kern-description-list-item__key">{item.term}</dt>
          <dd class="kern-description-list-item__value">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Reviewed {
  term: string
  /** Empty answers are said to be empty. */
  value: ComponentChildren
  changeHref?: string
}

/** Everything a person said, before it is sent, with a way back to each line. */
export function ReviewList({ t, title, items }: { t: T; title?: string; items: readonly Reviewed[] }) {
  return (
    <div class="sd-review">
      {title && <h2 class="kern-heading-small sd-review__title">{title}</h2>}
      <dl class="sd-review__list">
        {items.map((item) => (
          <div key={item.term} class="sd-review__item">
            <dt>{item.term}</dt>
            <dd>{item.value || <span class="sd-muted">{t('ui.review.empty')}</span>}</dd>
            {item.changeHref && (
              <dd class="sd-review__change">
                <a href={item.changeHref}>
                  {t('ui.review.change')}
                  <span class="kern-sr-only"> {item.term}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  )
}

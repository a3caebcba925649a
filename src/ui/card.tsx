import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Icon, type IconName } from '#ui/icon.tsx'

interface CardProps {
  title?: ComponentChildren
  level?: 2 | 3 | 4
  /** The whole card is then a link, by its title. */
  href?: string
  preline?: ComponentChildren
  media?: ComponentChildren
  footer?: ComponentChildren
  plain?: boolean
  children?: ComponentChildren
}

export function Card({ title, level = 3, href, preline, media, footer, plain, children }: CardProps) {
  const H = `h${level}` as const
  return (
    <article class={cx('sd-card', href && 'sd-card--link', plain && 'sd-card--plain')}>
      {media && <div class="sd-card__media">{media}</div>}
      <div class="sd-card__body">
        {preline && <p class="sd-card__preline">{preline}</p>}
        {title && <H class="sd-card__title">{href ? <a href={href}>{title}</a> : title}</H>}
        {children}
      </div>
      {footer && <div class="sd-card__footer">{footer}</div>}
    </article>
  )
}

/** Something to do, as a big target: icon, word, one line. */
export function TaskCard({
  icon,
  title,
  href,
  level = 3,
  children,
}: {
  icon: IconName
  title: string
  href: string
  level?: 2 | 3
  children?: ComponentChildren
}) {
  const H = `h${level}` as const
  return (
    <div class="sd-task">
      <span class="sd-task__icon">
        <Icon name={icon} size={28} />
      </span>
      <div class="sd-task__words">
        <H class="sd-task__title">
          <a href={href}>{title}</a>
        </H>
        {children && <p class="sd-task__text">{children}</p>}
      </div>
      <Icon name="arrow-right" size={20} class="sd-task__arrow" />
    </div>
  )
}

/** Cards side by side, as many as fit. */
export function CardGrid({
  children,
  size = 'medium',
}: {
  children: ComponentChildren
  size?: 'small' | 'medium' | 'large'
}) {
  return <div class={`sd-grid sd-grid--${size}`}>{children}</div>
}

import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '#ui/icon.tsx'

/** Where a list would be: why there is nothing, and what one can do. */
export function EmptyState({
  icon = 'search',
  title,
  level = 2,
  children,
  actions,
}: {
  icon?: IconName
  title: string
  level?: 2 | 3 | 4
  children?: ComponentChildren
  actions?: ComponentChildren
}) {
  const H = `h${level}` as const
  return (
    <div class="sd-empty">
      <span class="sd-empty__icon">
        <Icon name={icon} size={32} />
      </span>
      <H class="kern-heading-small">{title}</H>
      {children && <p>{children}</p>}
      {actions && <div class="sd-actions sd-actions--center">{actions}</div>}
    </div>
  )
}

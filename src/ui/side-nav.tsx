import type { IconName } from '#ui/icon.tsx'
import { Icon } from '#ui/icon.tsx'

export interface SideNavItem {
  label: string
  href: string
  current?: boolean
  icon?: IconName
  count?: number | string
  /** Draws attention to the count, in colour and weight. */
  urgent?: boolean
}

/** Views with their counts, in titled groups. */
export function SideNav({
  label,
  groups,
}: {
  label: string
  groups: readonly { title?: string; items: readonly SideNavItem[] }[]
}) {
  return (
    <nav class="sd-sidenav" aria-label={label}>
      {groups.map((group, i) => (
        <div key={i} class="sd-sidenav__group">
          {group.title && <p class="sd-sidenav__title">{group.title}</p>}
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                  {item.icon && <Icon name={item.icon} size={20} />}
                  <span class="sd-sidenav__label">{item.label}</span>
                  {item.count !== undefined && (
                    <span class={`sd-count${item.urgent ? ' sd-count--urgent' : ''}`}>{item.count}</span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

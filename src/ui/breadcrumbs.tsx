import { Icon } from '#ui/icon.tsx'
import type { Link, View } from '#ui/view.ts'

export type Crumb = Pick<Link, 'label'> & Partial<Pick<Link, 'href'>>

/** The way from the start page; the last item is this page and no link. */
export function Breadcrumbs({ view, trail }: { view: View; trail: readonly Crumb[] }) {
  const items: Crumb[] = [{ label: view.t('ui.home'), href: view.homeHref }, ...trail]
  return (
    <nav class="sd-breadcrumbs" aria-label={view.t('ui.breadcrumbs')}>
      <ol>
        {items.map((item, i) => (
          <li key={i}>
            {i > 0 && <Icon name="chevron-right" size={16} />}
            {item.href && i < items.length - 1 ? (
              <a href={item.href}>{item.label}</a>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

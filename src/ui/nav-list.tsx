import type { Link } from '#ui/view.ts'

/** Links of a navigation, with the one that leads to this very page marked. */
export function NavList({ items, class: look }: { items: readonly Link[]; class?: string }) {
  return (
    <ul class={look}>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
}

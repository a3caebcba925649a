import type { ComponentChildren } from 'preact'
import { CopyLink } from '#ui/copy-link.tsx'
import { Icon } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'

/** The good end: what was done, the number large, a link to keep. Holds the page's h1. */
export function Confirmation({
  t,
  title,
  lead,
  number,
  numberLabel,
  link,
  children,
}: {
  t: T
  title: string
  lead?: ComponentChildren
  number?: string
  numberLabel?: string
  /** A link to keep; an island adds buttons to copy and share. */
  link?: { href: string; label: string }
  children?: ComponentChildren
}) {
  return (
    <div class="sd-done">
      <span class="sd-done__icon">
        <Icon name="check" size={40} />
      </span>
      <h1 class="kern-heading-large sd-done__title">{title}</h1>
      {lead && <p class="sd-lead">{lead}</p>}
      {number && (
        <p class="sd-done__number">
          <span>{numberLabel}</span>
          <strong>{number}</strong>
        </p>
      )}
      {link && (
        <CopyLink t={t} href={link.href}>
          {link.label}
        </CopyLink>
      )}
      {children}
    </div>
  )
}

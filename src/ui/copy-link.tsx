import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import type { T } from '#ui/view.ts'

interface Props {
  t: T
  href: string
  class?: string
  /** What is read instead of the address. */
  children?: ComponentChildren
}

/** A link to keep; an island adds buttons to copy and share. */
export function CopyLink({ t, href, children, ...rest }: Props) {
  return (
    <p
      class={cx('sd-done__link', rest.class)}
      data-island="copy"
      data-copy={href}
      data-copy-label={t('ui.copy')}
      data-copied-label={t('ui.copied')}
      data-share-label={t('ui.share')}
    >
      <a href={href}>{children ?? href}</a>
    </p>
  )
}

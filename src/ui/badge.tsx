import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { type Tone, toneIcon } from '#ui/notice.tsx'

interface Props {
  tone?: Tone | 'neutral'
  icon?: IconName | null
  small?: boolean
  children: ComponentChildren
}

/** A state in a word; colour and icon only support it. */
export function Badge({ tone = 'neutral', icon, small, children }: Props) {
  const shown = icon === undefined ? (tone === 'neutral' ? null : toneIcon[tone]) : icon
  return (
    <span class={cx('kern-badge', `kern-badge--${tone}`, 'sd-badge', small && 'kern-badge--small')}>
      {shown && <Icon name={shown} size={small ? 16 : 20} class={`sd-tone--${tone}`} />}
      <span class="kern-label">{children}</span>
    </span>
  )
}

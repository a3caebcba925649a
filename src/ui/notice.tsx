import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '#ui/icon.tsx'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

export const toneIcon: Record<Tone, IconName> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
}

interface Props {
  tone?: Tone
  title: ComponentChildren
  children?: ComponentChildren
  actions?: ComponentChildren
  /** Read out at once: for what has just happened, not for what always stands there. */
  live?: boolean
}

/** Something to know, in the flow of the page. */
export function Notice({ tone = 'info', title, children, actions, live }: Props) {
  const role = live ? (tone === 'danger' || tone === 'warning' ? 'alert' : 'status') : undefined
  return (
    <div class={`kern-alert kern-alert--${tone} sd-notice`} role={role}>
      <div class="kern-alert__header">
        <Icon name={toneIcon[tone]} size={28} class={`sd-tone--${tone}`} />
        <p class="kern-title">{title}</p>
      </div>
      {(children || actions) && (
        <div class="kern-alert__body">
          {children}
          {actions && <div class="sd-actions sd-actions--tight">{actions}</div>}
        </div>
      )}
    </div>
  )
}

/** A quieter aside, set off by a line: an explanation, an internal remark. */
export function Inset({ children, tone }: { children: ComponentChildren; tone?: Tone | 'internal' }) {
  return <div class={`sd-inset${tone ? ` sd-inset--${tone}` : ''}`}>{children}</div>
}

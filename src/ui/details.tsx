import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '#ui/icon.tsx'

/** Something that may be read when wanted. */
export function Details({
  summary,
  open,
  children,
}: {
  summary: ComponentChildren
  open?: boolean
  children: ComponentChildren
}) {
  return (
    <details class="sd-details" open={open}>
      <summary>{summary}</summary>
      <div class="sd-details__body">{children}</div>
    </details>
  )
}

interface ConfirmProps {
  /** The button that asks first. */
  label: string
  icon?: IconName
  question: string
  action: string
  confirmLabel: string
  hidden?: Record<string, string | number>
  danger?: boolean
  /** Fields, e.g. for a reason. */
  children?: ComponentChildren
}

/** Ask before acting, without a dialog: the button opens the question, and only the second button acts. */
export function ConfirmAction({
  label,
  icon,
  question,
  action,
  confirmLabel,
  hidden = {},
  danger,
  children,
}: ConfirmProps) {
  return (
    <details class="sd-confirm">
      <summary class={`kern-btn kern-btn--secondary${danger ? ' sd-btn--danger' : ''}`}>
        {icon && <Icon name={icon} size={20} />}
        <span class="kern-label">{label}</span>
      </summary>
      <form class="sd-confirm__body" method="post" action={action} novalidate>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        <p>
          <strong>{question}</strong>
        </p>
        {children}
        <button class={`kern-btn kern-btn--primary${danger ? ' sd-btn--danger' : ''}`} type="submit">
          <span class="kern-label">{confirmLabel}</span>
        </button>
      </form>
    </details>
  )
}

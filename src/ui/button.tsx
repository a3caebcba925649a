import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Icon, type IconName } from '#ui/icon.tsx'

type Kind = 'primary' | 'secondary' | 'tertiary'

interface Look {
  kind?: Kind
  icon?: IconName
  iconAfter?: IconName
  small?: boolean
  block?: boolean
  danger?: boolean
  children: ComponentChildren
}

interface ButtonProps extends Look {
  type?: 'submit' | 'button'
  name?: string
  value?: string
  formAction?: string
  /** Id of the form it belongs to, where it stands outside of it. */
  form?: string
  disabled?: boolean
  id?: string
  describedBy?: string
  /** Sends the form although the browser finds fields wanting, e.g. "add photo". */
  formNoValidate?: boolean
  /** Hooks for islands, e.g. { 'data-copy': '#nummer' }. */
  data?: Record<`data-${string}`, string>
}

const look = ({ kind = 'secondary', small, block, danger }: Look): string =>
  cx(
    'kern-btn',
    `kern-btn--${kind}`,
    small && 'sd-btn--small',
    block && 'kern-btn--block',
    danger && 'sd-btn--danger',
  )

function Inside({ icon, iconAfter, children }: Look) {
  return (
    <>
      {icon && <Icon name={icon} size={20} />}
      <span class="kern-label">{children}</span>
      {iconAfter && <Icon name={iconAfter} size={20} />}
    </>
  )
}

export function Button({
  type = 'submit',
  describedBy,
  formAction,
  form,
  formNoValidate,
  data,
  ...p
}: ButtonProps) {
  return (
    <button
      class={look({ ...p, kind: p.kind ?? 'primary' })}
      type={type}
      id={p.id}
      name={p.name}
      value={p.value}
      formaction={formAction}
      form={form}
      formnovalidate={formNoValidate}
      disabled={p.disabled}
      aria-describedby={describedBy}
      {...data}
    >
      <Inside {...p} />
    </button>
  )
}

export function ButtonLink({ href, ...p }: Look & { href: string }) {
  return (
    <a class={look(p)} href={href}>
      <Inside {...p} />
    </a>
  )
}

/** The buttons at the end of a form or page: the main one first, side by side, stacked on phones. */
export function ActionBar({ children, end }: { children: ComponentChildren; end?: ComponentChildren }) {
  return (
    <div class="sd-actions">
      {children}
      {end && <div class="sd-actions__end">{end}</div>}
    </div>
  )
}

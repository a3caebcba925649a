import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'

/** What all fields share. `id` is also what the error summary links to; by default the name. */
export interface FieldProps {
  t: T
  name: string
  id?: string
  label: string
  hint?: ComponentChildren
  error?: string
  /** Fields are required unless said otherwise; the optional ones carry the word. */
  optional?: boolean
  disabled?: boolean
}

export const fieldId = (p: Pick<FieldProps, 'id' | 'name'>): string => p.id ?? p.name

/** The attributes that tie a control to its label, hint and error. */
export const tied = (p: FieldProps, also?: string) => ({
  id: fieldId(p),
  name: p.name,
  required: !p.optional,
  disabled: p.disabled,
  'aria-invalid': p.error ? ('true' as const) : undefined,
  'aria-describedby':
    cx(Boolean(p.hint) && `${fieldId(p)}-hint`, p.error && `${fieldId(p)}-error`, also) || undefined,
})

export function Hint({ p }: { p: FieldProps }) {
  if (!p.hint) return null
  return (
    <div class="kern-hint" id={`${fieldId(p)}-hint`}>
      {p.hint}
    </div>
  )
}

export function FieldError({ p }: { p: FieldProps }) {
  if (!p.error) return null
  return (
    <p class="kern-error" id={`${fieldId(p)}-error`}>
      <Icon name="danger" size={20} class="sd-error__icon" />
      <span class="kern-body">
        <span class="kern-sr-only">{p.t('ui.error.prefix')} </span>
        {p.error}
      </span>
    </p>
  )
}

export function LabelText({ p }: { p: Pick<FieldProps, 't' | 'label' | 'optional'> }) {
  return (
    <>
      {p.label}
      {p.optional && <span class="sd-optional"> ({p.t('ui.optional')})</span>}
    </>
  )
}

/** Frame of a single control: label, hint, control, error. */
export function Field({ p, children }: { p: FieldProps; children: ComponentChildren }) {
  return (
    <div class={cx('kern-form-input', p.error && 'kern-form-input--error')}>
      <label class="kern-label" for={fieldId(p)}>
        <LabelText p={p} />
      </label>
      <Hint p={p} />
      {children}
      <FieldError p={p} />
    </div>
  )
}

/** Frame of several controls that answer one question. `asTitle` makes the question the page's h1. */
export function FieldGroup({
  p,
  asTitle,
  children,
}: {
  p: FieldProps
  asTitle?: boolean
  children: ComponentChildren
}) {
  return (
    <fieldset
      class={cx('kern-fieldset', 'sd-fieldset', p.error && 'kern-fieldset--error')}
      id={fieldId(p)}
      tabindex={-1}
      disabled={p.disabled}
      aria-describedby={tied(p)['aria-describedby']}
    >
      <legend class={cx('kern-label', asTitle && 'sd-legend-title')}>
        {asTitle ? (
          <h1 class="kern-heading-large">
            <LabelText p={p} />
          </h1>
        ) : (
          <LabelText p={p} />
        )}
      </legend>
      <Hint p={p} />
      <FieldError p={p} />
      {children}
    </fieldset>
  )
}

import { cx } from '#ui/class-names.ts'
import { Field, type FieldProps, tied } from '#ui/field/field.tsx'

interface Props extends FieldProps {
  value?: string
  type?: 'text' | 'email' | 'tel' | 'search' | 'url' | 'password' | 'number'
  /** https://www.w3.org/TR/WCAG21/#input-purposes, e.g. 'email', 'name', 'street-address'. */
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'search' | 'url'
  maxlength?: number
  /** Shown width, by what is expected. */
  width?: 'short' | 'medium' | 'full'
  readonly?: boolean
  spellcheck?: boolean
  autofocus?: boolean
}

export function TextField({ value = '', type = 'text', width = 'full', ...p }: Props) {
  return (
    <Field p={p}>
      <input
        {...tied(p)}
        class={cx(
          'kern-form-input__input',
          p.error && 'kern-form-input__input--error',
          width !== 'full' && `sd-input--${width}`,
        )}
        // Preact's types want one literal a call site; all of these take the same attributes.
        type={type as 'text'}
        value={value}
        autocomplete={p.autocomplete}
        inputmode={p.inputmode}
        maxlength={p.maxlength}
        readonly={p.readonly}
        autofocus={p.autofocus}
        spellcheck={p.spellcheck}
      />
    </Field>
  )
}

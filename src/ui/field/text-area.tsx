import { cx } from '#ui/class-names.ts'
import { Field, type FieldProps, fieldId, tied } from '#ui/field/field.tsx'

interface Props extends FieldProps {
  value?: string
  rows?: number
  /** Said in words under the field; the server counts, an island may count along. */
  maxlength?: number
  autocomplete?: string
  readonly?: boolean
}

export function TextArea({ value = '', rows = 5, maxlength, ...p }: Props) {
  const limit = maxlength ? `${fieldId(p)}-limit` : undefined
  return (
    <Field p={p}>
      <textarea
        {...tied(p, limit)}
        class={cx('kern-form-input__input', 'sd-textarea', p.error && 'kern-form-input__input--error')}
        rows={rows}
        autocomplete={p.autocomplete}
        readonly={p.readonly}
        data-maxlength={maxlength}
      >
        {/* A first newline would be swallowed by the HTML parser. */}
        {value.startsWith('\n') ? `\n${value}` : value}
      </textarea>
      {limit && (
        <p class="sd-limit" id={limit}>
          {p.t('ui.field.maxlength', { count: maxlength })}
        </p>
      )}
    </Field>
  )
}

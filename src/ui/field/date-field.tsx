import { cx } from '#ui/class-names.ts'
import { datePartNames } from '#ui/field/date-parts.ts'
import { Field, FieldGroup, type FieldProps, fieldId, tied } from '#ui/field/field.tsx'

interface Props extends FieldProps {
  /** What to show: an ISO date, or the person's own words after a mistake. */
  value?: string | { day: string; month: string; year: string }
  /** 'birthday' lets the browser fill in. */
  purpose?: 'birthday'
}

/**
 * A date that one knows by heart, in three inputs: works with every keyboard and screen reader, keeps a
 * person's mistake as typed, and needs no calendar. Read with dateFromParts.
 */
export function DateField({ value = '', purpose, ...p }: Props) {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : []
  const shown = typeof value === 'string' ? { day, month, year } : value
  const names = datePartNames(p.name)
  const parts = [
    { part: 'day', label: p.t('ui.date.day'), max: 2, auto: 'bday-day' },
    { part: 'month', label: p.t('ui.date.month'), max: 2, auto: 'bday-month' },
    { part: 'year', label: p.t('ui.date.year'), max: 4, auto: 'bday-year' },
  ] as const
  return (
    <FieldGroup p={p}>
      <div class="sd-date">
        {parts.map(({ part, label, max, auto }) => (
          <div key={part} class={`sd-date__part sd-date__part--${part}`}>
            <label class="sd-date__label" for={`${fieldId(p)}-${part}`}>
              {label}
            </label>
            <input
              class={cx('kern-form-input__input', p.error && 'kern-form-input__input--error')}
              type="text"
              inputmode="numeric"
              id={`${fieldId(p)}-${part}`}
              name={names[part]}
              value={shown[part]}
              maxlength={max}
              required={!p.optional}
              aria-invalid={p.error ? 'true' : undefined}
              autocomplete={purpose ? auto : undefined}
            />
          </div>
        ))}
      </div>
    </FieldGroup>
  )
}

/** A day or an instant to be chosen, near today: the browser's own picker. Value as the browser sends it. */
export function DatePicker({
  value = '',
  kind = 'date',
  min,
  max,
  ...p
}: FieldProps & { value?: string; kind?: 'date' | 'datetime-local' | 'time'; min?: string; max?: string }) {
  return (
    <Field p={p}>
      <input
        {...tied(p)}
        class={cx('kern-form-input__input', 'sd-input--medium', p.error && 'kern-form-input__input--error')}
        type={kind}
        value={value}
        min={min}
        max={max}
      />
    </Field>
  )
}

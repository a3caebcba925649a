import type { ComponentChildren } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Field, FieldError, FieldGroup, type FieldProps, fieldId, Hint, tied } from '#ui/field/field.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'

export interface Option {
  value: string
  label: string
  detail?: ComponentChildren
  icon?: IconName
  disabled?: boolean
}

interface OneOf extends FieldProps {
  options: readonly Option[]
  value?: string | null
}

/** One of few. 'cards' gives big targets with room for a detail; 'list' is the plain column; 'row' for yes/no. */
export function RadioField({
  options,
  value,
  look = 'list',
  asTitle,
  ...p
}: OneOf & { look?: 'list' | 'cards' | 'row'; asTitle?: boolean }) {
  return (
    <FieldGroup p={p} asTitle={asTitle}>
      <div class={`kern-fieldset__body sd-choices sd-choices--${look}`}>
        {options.map((option, i) => (
          <Choice
            key={option.value}
            p={p}
            option={option}
            type="radio"
            i={i}
            checked={option.value === value}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** Any number of few; every box sends its value under the same name. */
export function CheckboxGroup({
  options,
  values = [],
  look = 'list',
  ...p
}: FieldProps & { options: readonly Option[]; values?: readonly string[]; look?: 'list' | 'cards' | 'row' }) {
  return (
    <FieldGroup p={p}>
      <div class={`kern-fieldset__body sd-choices sd-choices--${look}`}>
        {options.map((option, i) => (
          <Choice
            key={option.value}
            p={p}
            option={option}
            type="checkbox"
            i={i}
            checked={values.includes(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

function Choice(c: {
  p: FieldProps
  option: Option
  type: 'radio' | 'checkbox'
  i: number
  checked: boolean
}) {
  const { p, option, type } = c
  const id = `${fieldId(p)}-${c.i + 1}`
  return (
    <div class="kern-form-check sd-choice">
      <input
        class={cx(`kern-form-check__${type}`, p.error && `kern-form-check__${type}--error`)}
        type={type}
        id={id}
        name={p.name}
        value={option.value}
        checked={c.checked}
        disabled={option.disabled}
        required={type === 'radio' && !p.optional}
        aria-describedby={option.detail ? `${id}-detail` : undefined}
      />
      <label class="kern-label" for={id}>
        {option.icon && <Icon name={option.icon} size={24} />}
        <span>{option.label}</span>
      </label>
      {option.detail && (
        <div class="sd-choice__detail" id={`${id}-detail`}>
          {option.detail}
        </div>
      )}
    </div>
  )
}

/** One of many, in a native select. */
export function SelectField({
  options,
  value,
  placeholder,
  ...p
}: Omit<OneOf, 'options'> & {
  options: readonly (Option | { group: string; options: readonly Option[] })[]
  placeholder?: string
}) {
  const one = (option: Option) => (
    <option
      key={option.value}
      value={option.value}
      selected={option.value === value}
      disabled={option.disabled}
    >
      {option.label}
    </option>
  )
  return (
    <Field p={p}>
      <div class={cx('kern-form-input__select-wrapper', p.error && 'kern-form-input__select-wrapper--error')}>
        <select
          {...tied(p)}
          class={cx('kern-form-input__select', p.error && 'kern-form-input__select--error')}
        >
          {placeholder !== undefined && (
            <option value="" selected={!value}>
              {placeholder}
            </option>
          )}
          {options.map((item) =>
            'group' in item ? (
              <optgroup key={item.group} label={item.group}>
                {item.options.map(one)}
              </optgroup>
            ) : (
              one(item)
            ),
          )}
        </select>
      </div>
    </Field>
  )
}

/**
 * A single yes, such as a consent. Optional in the sense of the law: never ticked beforehand. Leaving it is an answer
 * too, so its label does not carry the word for what may be left out.
 */
export function CheckboxField({
  checked,
  value = 'ja',
  ...p
}: FieldProps & { checked?: boolean; value?: string }) {
  return (
    <div class={cx('kern-form-check', 'sd-choice', 'sd-choice--single', p.error && 'kern-form-check--error')}>
      <input
        {...tied(p)}
        class={cx('kern-form-check__checkbox', p.error && 'kern-form-check__checkbox--error')}
        type="checkbox"
        value={value}
        checked={checked}
      />
      <label class="kern-label" for={fieldId(p)}>
        <span>{p.label}</span>
      </label>
      <div class="sd-choice__detail">
        <Hint p={p} />
      </div>
      <FieldError p={p} />
    </div>
  )
}

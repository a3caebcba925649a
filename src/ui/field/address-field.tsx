import { cx } from '#ui/class-names.ts'
import { Field, type FieldProps, fieldId, tied } from '#ui/field/field.tsx'
import { Icon } from '#ui/icon.tsx'

export interface AddressHit {
  value: string
  label: string
  detail?: string
}

interface Props extends FieldProps {
  /** What was typed. */
  value?: string
  /** Found addresses to pick from, after a search; an empty list says that nothing was found. */
  hits?: readonly AddressHit[]
  /** Name of the radios that send the picked one, and which is picked. */
  hitName?: string
  hit?: string
  /** The button that searches without JavaScript sends this name and value. */
  searchName?: string
  searchValue?: string
  /** Where the island asks for suggestions: GET ?q=…, answers [{ value, label, detail? }]. */
  suggestHref?: string
}

/** An address: typed, searched by a button, picked from a list. The island suggests while typing. */
export function AddressField({ value = '', hits, hit, suggestHref, ...rest }: Props) {
  const { hitName = `${rest.name}Id`, searchName = 'aktion', searchValue = 'adresse-suchen', ...p } = rest
  const id = fieldId(p)
  return (
    <div class="sd-address" data-island="address" data-suggest={suggestHref} data-hit-name={hitName}>
      <Field p={p}>
        <div class="sd-address__row">
          <input
            {...tied(p)}
            class={cx('kern-form-input__input', p.error && 'kern-form-input__input--error')}
            type="text"
            value={value}
            autocomplete="street-address"
          />
          <button
            class="kern-btn kern-btn--secondary"
            type="submit"
            name={searchName}
            value={searchValue}
            formnovalidate
          >
            <Icon name="search" size={20} />
            <span class="kern-label">{p.t('ui.address.search')}</span>
          </button>
        </div>
      </Field>
      <div data-address-hits>
        {hits && hits.length === 0 && (
          <p class="sd-address__none" role="status">
            {p.t('ui.address.none')}
          </p>
        )}
        {hits && hits.length > 0 && (
          <fieldset class="kern-fieldset sd-fieldset sd-address__hits">
            <legend class="kern-label">{p.t('ui.address.hits', { count: hits.length })}</legend>
            <div class="kern-fieldset__body sd-choices sd-choices--list">
              {hits.map((one, i) => (
                <div key={one.value} class="kern-form-check sd-choice">
                  <input
                    class="kern-form-check__radio"
                    type="radio"
                    id={`${id}-hit-${i + 1}`}
                    name={hitName}
                    value={one.value}
                    checked={one.value === hit}
                  />
                  <label class="kern-label" for={`${id}-hit-${i + 1}`}>
                    <span>
                      {one.label}
                      {one.detail && <span class="sd-optional"> {one.detail}</span>}
                    </span>
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
        )}
      </div>
    </div>
  )
}

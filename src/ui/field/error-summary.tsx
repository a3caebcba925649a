import { Icon } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'

export interface FieldMistake {
  /** The id of the field to go to. */
  field: string
  message: string
  /** What was asked, where several questions can have the same mistake. */
  question?: string | undefined
}

interface Props {
  t: T
  errors: readonly FieldMistake[]
  /** Takes the focus when the page opens; off only where it is one of many things shown. */
  focus?: boolean
}

/** What is to be mended, first on the page, with links to the fields. Nothing when there is nothing. */
export function ErrorSummary({ t, errors, focus = true }: Props) {
  if (errors.length === 0) return null
  return (
    <div class="sd-errors" role="alert" id="fehler" tabindex={-1} autofocus={focus}>
      <h2 class="sd-errors__title">
        <Icon name="danger" size={28} />
        {t('ui.error.summary', { count: errors.length })}
      </h2>
      <ul>
        {errors.map((error, i) => (
          <li key={i}>
            <a href={`#${error.field}`}>
              {error.question ? `${error.question} – ${error.message}` : error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

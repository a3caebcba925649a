import type { T } from '#platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../paths.ts'

/** Number or link of a report, for the start page and for a page of its own. */
export function StatusForm({ t, value, error }: { t: T; value?: string; error?: string | undefined }) {
  return (
    <Form action={paths.status} class="sd-statusform">
      <TextField
        t={t}
        name="eingabe"
        label={t('tracking.find.label')}
        hint={t('tracking.find.hint')}
        value={value ?? ''}
        {...(error ? { error } : {})}
        maxlength={300}
        spellcheck={false}
      />
      <Button icon="search">{t('tracking.find.button')}</Button>
    </Form>
  )
}

import { publishWhen } from '#modules/reports/index.ts'
import type { T } from '#platform/i18n.ts'
import { CheckboxField, SelectField } from '#ui/field/choice-field.tsx'
import type { CategoryForm } from './form.ts'

/** Whether reports are public, and when: at once, or after somebody has looked at them; photos for themselves. */
export function PublishingFields({ t, form }: { t: T; form: CategoryForm }) {
  return (
    <>
      <CheckboxField
        t={t}
        name="oeffentlich"
        optional
        label={t('categories.public.label')}
        hint={t('categories.public.hint')}
        checked={form.public}
      />
      {(['publish', 'publishPhotos'] as const).map((what) => (
        <SelectField
          key={what}
          t={t}
          name={what === 'publish' ? 'veroeffentlichen' : 'fotos'}
          label={t(`categories.${what}.label`)}
          hint={t(`categories.${what}.hint`)}
          value={form[what]}
          options={publishWhen.map((when) => ({ value: when, label: t(`categories.${what}.${when}`) }))}
        />
      ))}
    </>
  )
}

import { extents, LARGEST_RADIUS } from '#modules/works/index.ts'
import { RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { FileField } from '#ui/field/file-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Section } from '#ui/page-title.tsx'
import type { EditProps } from './edit-page.tsx'
import { fieldNames as names } from './form.ts'

/** Where a work is: how that is said, and a field for each way of saying it. */
export function WhereFields({ view, form, faults = {}, work, districts }: EditProps) {
  const { t } = view
  return (
    <Section title={t('adminWorks.where')}>
      <RadioField
        t={t}
        name={names.extent}
        label={t('adminWorks.extent.label')}
        value={form.extent}
        error={faults.extent}
        options={extents.map((one) => ({
          value: one,
          label: t(`adminWorks.extent.${one}`),
          detail: t(`adminWorks.extent.${one}Detail`),
        }))}
      />
      <TextField
        t={t}
        name={names.address}
        optional
        label={t('adminWorks.address')}
        hint={t('adminWorks.addressHint')}
        value={form.address}
        error={faults.address}
        maxlength={300}
      />
      <TextField
        t={t}
        name={names.radius}
        optional
        inputmode="numeric"
        width="short"
        label={t('adminWorks.radius')}
        hint={t('adminWorks.radiusHint', { most: LARGEST_RADIUS })}
        value={form.radius}
        error={faults.radius}
      />
      <TextField
        t={t}
        name={names.streets}
        optional
        label={t('adminWorks.streets')}
        hint={t('adminWorks.streetsHint')}
        value={form.streets}
        error={faults.streets}
      />
      <SelectField
        t={t}
        name={names.area}
        optional
        label={t('works.filter.district')}
        hint={t('adminWorks.areaHint')}
        placeholder={t('workspace.form.choose')}
        value={form.area}
        error={faults.area}
        options={districts.map((d) => ({ value: d.id, label: d.name }))}
      />
      <FileField
        t={t}
        name={names.drawing}
        optional
        accept=".geojson,.json,application/geo+json,application/json"
        label={t('adminWorks.drawing')}
        hint={t(work?.extent === 'drawn' ? 'adminWorks.drawingKept' : 'adminWorks.drawingHint')}
        error={faults.drawing}
      />
    </Section>
  )
}

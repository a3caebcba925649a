import { reclassify } from '#modules/reports/index.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Inset } from '#ui/notice.tsx'
import { type ActionForm, withVersion } from './form.ts'

export const reclassifying: ActionForm = {
  noun: 'kategorie',
  does: 'reclassify',
  event: 'case.reclassified',
  chose: (_ctx, { type }, values) => type === values.kategorie,
  icon: 'list',
  fields: ({ desk, values, errors }) => (
    <>
      <SelectField
        t={desk.view.t}
        name="kategorie"
        label={desk.view.t('workspace.form.category')}
        value={values.kategorie}
        placeholder={desk.view.t('workspace.form.choose')}
        error={errors.kategorie}
        options={desk.catalogue.groups.map((g) => ({
          group: g.name[desk.view.lang],
          options: g.categories.map((one) => ({
            value: one.code,
            label: one.name[desk.view.lang],
            disabled: one.code === desk.case.type,
          })),
        }))}
      />
      <Inset>{desk.view.t('workspace.form.categoryEffect')}</Inset>
    </>
  ),
  check: (values, desk) => ({
    kategorie: desk.catalogue.byCode.has(values.kategorie ?? '')
      ? undefined
      : desk.view.t('workspace.form.categoryMissing'),
  }),
  run: (ctx, c, values, { version }) =>
    reclassify(ctx, c.id, { category: values.kategorie!, ...withVersion(version) }),
  fieldOf: { 'report.category_unknown': 'kategorie', 'report.category_same': 'kategorie' },
}

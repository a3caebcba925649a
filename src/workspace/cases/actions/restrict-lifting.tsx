import { liftRestriction } from '#modules/cases/index.ts'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import { type ActionForm, withVersion } from './form.ts'

/** Opens a restricted case again; to the public only when somebody says so. */
export const lifting: ActionForm = {
  noun: 'freigabe',
  does: 'restrict',
  event: 'case.unrestricted',
  icon: 'eye',
  when: (desk) => desk.case.restricted,
  fields: ({ desk, values }) => {
    const { t } = desk.view
    return (
      <>
        <p>{t('restricted.lift.text')}</p>
        {desk.restriction?.wasPublic && (
          <CheckboxField
            t={t}
            name="oeffentlich"
            label={t('restricted.lift.publish')}
            hint={t('restricted.lift.publishHint')}
            optional
            checked={values.oeffentlich === 'ja'}
          />
        )}
      </>
    )
  },
  run: (ctx, c, values, { version }) =>
    liftRestriction(ctx, c.id, { publish: values.oeffentlich === 'ja', ...withVersion(version) }),
}

import type { PageView } from '#http/view.ts'
import { type Organisation, roleName, type Unit } from '#modules/organisation/index.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'

interface Props {
  view: PageView
  org: Organisation
  values: { rolle: string; einheit: string }
  errors: { rolle?: string | undefined; einheit?: string | undefined }
  manages: (unit: Unit) => boolean
}

/** Which role, and at which of the units that the person who asks looks after. */
export function RoleChoice({ view, org, values, errors, manages }: Props) {
  const { t, lang } = view
  return (
    <>
      <SelectField
        t={t}
        name="rolle"
        label={t('people.role')}
        hint={<a href={paths.roles}>{t('people.whatRolesAllow')}</a>}
        value={values.rolle}
        error={errors.rolle}
        placeholder={t('people.choose')}
        options={[...org.roles.values()]
          .filter((role) => !role.retired)
          .map((role) => ({ value: role.code, label: roleName(role, lang) }))}
      />
      <SelectField
        t={t}
        name="einheit"
        label={t('people.unit')}
        hint={t('people.unitHint')}
        value={values.einheit}
        error={errors.einheit}
        placeholder={t('people.choose')}
        options={unitOptions(org, lang, manages)}
      />
    </>
  )
}

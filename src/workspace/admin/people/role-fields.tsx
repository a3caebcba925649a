import type { PageView } from '#http/view.ts'
import type { Organisation, Unit } from '#modules/organisation/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { Details } from '#ui/details.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { FieldError } from '#ui/field/field.tsx'
import { TypeChoice } from '../type-choice.tsx'
import { RoleChoice } from './role-choice.tsx'
import type { RoleForm } from './role-form.ts'

export interface RoleFieldsProps {
  view: PageView
  org: Organisation
  groups: readonly CategoryGroup[]
  form: RoleForm
  mistakes: readonly FieldMistake[]
  manages: (unit: Unit) => boolean
  /** Which role at which unit stands fast: it is changed, not given. */
  fixed?: boolean
}

/** Which role, where, from when to when, and for which categories. */
export function RoleFields({ view, org, groups, form, mistakes, manages, fixed = false }: RoleFieldsProps) {
  const { t } = view
  const error = (field: string) => mistakes.find((m) => m.field === field)?.message
  return (
    <>
      {!fixed && (
        <RoleChoice
          view={view}
          org={org}
          values={form}
          errors={{ rolle: error('rolle'), einheit: error('einheit') }}
          manages={manages}
        />
      )}
      <DatePicker
        t={t}
        name="ab"
        label={t('people.from')}
        hint={t('people.fromHint')}
        optional
        value={form.ab}
        error={error('ab')}
      />
      <DatePicker
        t={t}
        name="bis"
        label={t('people.until')}
        hint={t('people.untilHint')}
        optional
        value={form.bis}
        error={error('bis')}
      />
      <Details
        summary={
          form.kategorie.length > 0
            ? t('people.onlyTypes', { count: form.kategorie.length })
            : t('people.allTypes')
        }
        open={Boolean(error('kategorie'))}
      >
        <p class="kern-hint">{t('people.typesHint')}</p>
        <div id="kategorie" tabindex={-1}>
          <FieldError p={{ t, name: 'kategorie', label: '', error: error('kategorie') }} />
          <TypeChoice view={view} groups={groups} values={form.kategorie} />
        </div>
      </Details>
    </>
  )
}

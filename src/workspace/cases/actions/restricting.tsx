import { type RestrictionReason, restrictCase, restrictionReasons } from '#modules/cases/index.ts'
import { CheckboxField, RadioField } from '#ui/field/choice-field.tsx'
import type { Desk } from '../desk.ts'
import { type ActionForm, type FieldsProps, withVersion } from './form.ts'
import { NameFields, namedIn, valuesOf } from './restrict-names.tsx'

const Fields = ({ desk, values, errors }: FieldsProps) => {
  const { t } = desk.view
  return (
    <>
      <p>{t('restricted.effect')}</p>
      <RadioField
        t={t}
        name="grund"
        label={t('restricted.reason.label')}
        value={values.grund}
        error={errors.grund}
        options={restrictionReasons.map((reason) => ({
          value: reason,
          label: t(`restricted.reason.${reason}`),
        }))}
      />
      <NameFields
        desk={desk}
        values={values}
        error={errors.person}
        label={t('restricted.people')}
        id="beschraenkung"
      />
      <CheckboxField
        t={t}
        name="ohnemich"
        label={t('restricted.withoutMe')}
        hint={t('restricted.withoutMeHint')}
        optional
        checked={values.ohnemich === 'ja'}
      />
    </>
  )
}

/** Whoever works on it and whoever restricts it are the first who come to mind. */
const usual = (desk: Desk) => {
  const { me, case: c } = desk
  return valuesOf([...new Set([me.kind === 'staff' ? me.id : '', c.assigneeId ?? ''])].filter(Boolean), null)
}

const form = (more: Pick<ActionForm, 'noun' | 'when' | 'initial'>): ActionForm => ({
  does: 'restrict',
  event: 'case.restricted',
  icon: 'lock',
  fields: Fields,
  check: (values, desk) => ({
    grund: restrictionReasons.some((r) => r === values.grund)
      ? undefined
      : desk.view.t('restricted.reason.missing'),
    person: namedIn(values) ? undefined : desk.view.t('error.case.nobody_named'),
  }),
  run: (ctx, c, values, { version }) =>
    restrictCase(ctx, c.id, {
      reason: values.grund as RestrictionReason,
      named: namedIn(values)!,
      withoutMe: values.ohnemich === 'ja',
      ...withVersion(version),
    }),
  idOf: { person: 'beschraenkung-person-1', grund: 'grund-1' },
  fieldOf: {
    'case.nobody_named': 'person',
    'case.locks_oneself_out': 'person',
    'case.no_such_colleague': 'person',
    'case.no_such_unit': 'person',
  },
  ...more,
})

/** Limits a case to some people, so that nobody else knows of it. */
export const restricting = form({
  noun: 'beschraenkung',
  when: (desk) => !desk.case.restricted,
  initial: usual,
})

/** Names other people, or another reason. */
export const restrictingOtherwise = form({
  noun: 'zugriff',
  when: (desk) => desk.case.restricted,
  initial: (desk) => ({
    ...valuesOf(desk.readers?.accounts ?? [], desk.readers?.units[0]),
    grund: desk.restriction?.reason ?? '',
  }),
})

import type { PageView } from '#http/view.ts'
import type { Organisation, Unit } from '#modules/organisation/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { RadioField, SelectField } from '#ui/field/choice-field.tsx'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import type { UnitForm } from './form.ts'

interface Props {
  view: PageView
  org: Organisation
  form: UnitForm
  mistakes: readonly FieldMistake[]
  /** The unit that is changed; none for a new one. */
  unit: Unit | null
  /** Where the actor may put it; the top only for who manages the whole town. */
  mayHold: (unit: Unit) => boolean
  top: boolean
}

export function UnitFields({ view, org, form, mistakes, unit, mayHold, top }: Props) {
  const { t, lang } = view
  const error = (field: keyof UnitForm) => mistakes.find((m) => m.field === field)?.message
  const own = new Set(unit ? org.subtree(unit.id) : [])
  const heads = [...org.staff.values()].filter((member) => member.active || member.id === form.leitung)
  const text = (name: 'name' | 'name_en' | 'kuerzel' | 'email' | 'telefon', more = {}) => (
    <TextField
      t={t}
      name={name}
      label={t(`units.field.${name}`)}
      value={form[name]}
      error={error(name)}
      {...more}
    />
  )
  return (
    <Form action={unit ? paths.unit(unit.id) : paths.unitNew} hidden={{ version: form.version }}>
      {text('name', { maxlength: 200 })}
      {text('name_en', { optional: true, hint: t('units.hint.name_en'), maxlength: 200 })}
      {text('kuerzel', { hint: t('units.hint.kuerzel'), width: 'medium', maxlength: 40 })}
      <RadioField
        t={t}
        name="art"
        look="row"
        label={t('units.field.art')}
        value={form.art}
        error={error('art')}
        options={(['department', 'team'] as const).map((value) => ({
          value,
          label: t(`organisation.kind.${value}`),
        }))}
      />
      <SelectField
        t={t}
        name="ueber"
        label={t('units.field.ueber')}
        hint={unit ? t('units.hint.ueber') : undefined}
        optional={top}
        value={form.ueber}
        error={error('ueber')}
        placeholder={t('units.top')}
        options={unitOptions(org, lang, (u) => !own.has(u.id) && (mayHold(u) || u.id === unit?.parentId))}
      />
      <SelectField
        t={t}
        name="leitung"
        label={t('units.field.leitung')}
        hint={t('units.hint.leitung')}
        optional
        value={form.leitung}
        error={error('leitung')}
        placeholder={t('units.noHead')}
        options={heads.map((member) => ({ value: member.id, label: member.name }))}
      />
      {text('email', { type: 'email', optional: true, spellcheck: false })}
      {text('telefon', { type: 'tel', optional: true, width: 'medium' })}
      <ActionBar>
        <Button>{t(unit ? 'ui.save' : 'units.create')}</Button>
        <ButtonLink kind="tertiary" href={paths.units}>
          {t('ui.cancel')}
        </ButtonLink>
      </ActionBar>
    </Form>
  )
}

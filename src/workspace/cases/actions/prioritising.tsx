import { planCase, priorities } from '#modules/cases/index.ts'
import { RadioField } from '#ui/field/choice-field.tsx'
import { type ActionForm, withVersion } from './form.ts'

export const prioritising: ActionForm = {
  noun: 'prioritaet',
  does: 'prioritise',
  event: 'case.prioritised',
  chose: (_ctx, { priority }, values) => String(priority) === values.prioritaet,
  icon: 'arrow-up',
  fields: ({ desk, values, errors }) => (
    <RadioField
      t={desk.view.t}
      name="prioritaet"
      label={desk.view.t('workspace.form.priority')}
      value={values.prioritaet}
      error={errors.prioritaet}
      options={priorities.map((n) => ({ value: String(n), label: desk.view.t(`history.priority.${n}`) }))}
    />
  ),
  initial: (desk) => ({ prioritaet: String(desk.case.priority) }),
  check: (values, desk) => ({
    prioritaet: /^[0-3]$/.test(values.prioritaet ?? '')
      ? undefined
      : desk.view.t('workspace.form.priorityMissing'),
  }),
  run: (ctx, c, values, { version }) =>
    planCase(ctx, c.id, { priority: Number(values.prioritaet), ...withVersion(version) }),
}

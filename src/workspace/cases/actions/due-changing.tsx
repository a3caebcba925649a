import { planCase } from '#modules/cases/index.ts'
import { DatePicker } from '#ui/field/date-field.tsx'
import { type ActionForm, instantOf, localOf, withVersion } from './form.ts'

export const dueChanging: ActionForm = {
  noun: 'frist',
  does: 'prioritise',
  event: 'case.due_changed',
  chose: (ctx, { due }, values) =>
    due === (instantOf(values.bis, ctx.tenant.timeZone)?.toISOString() ?? null),
  icon: 'clock',
  fields: ({ desk, values, errors }) => (
    <DatePicker
      t={desk.view.t}
      name="bis"
      kind="datetime-local"
      label={desk.view.t('workspace.form.due')}
      hint={desk.view.t('workspace.form.dueHint')}
      value={values.bis}
      error={errors.bis}
      min={localOf(desk.view.now, desk.view.timeZone)}
    />
  ),
  initial: (desk) => ({ bis: desk.case.dueAt ? localOf(desk.case.dueAt, desk.view.timeZone) : '' }),
  check: (values, desk) => ({
    bis: instantOf(values.bis, desk.view.timeZone) ? undefined : desk.view.t('workspace.form.dateMissing'),
  }),
  run: (ctx, c, values, { version }) =>
    planCase(ctx, c.id, { dueAt: instantOf(values.bis, ctx.tenant.timeZone), ...withVersion(version) }),
  fieldOf: { 'case.due_past': 'bis', 'case.due_far': 'bis' },
}

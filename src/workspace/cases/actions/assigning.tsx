import { assignCase } from '#modules/cases/index.ts'
import { type StaffMember, unitName } from '#modules/organisation/index.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import type { Desk } from '../desk.ts'
import { type ActionForm, withVersion } from './form.ts'

/** Instead of a colleague. */
const NOBODY = 'niemand'

/** Who is away is said to be, with who stands in for them: it is still theirs to be given the case. */
function named({ org, view: { t, format } }: Desk, person: StaffMember): string {
  if (!person.absentUntil) return person.name
  const deputies = person.deputies.map((id) => org.staff.get(id)?.name ?? '').join(', ')
  const until = format.formatDay(person.absentUntil)
  return deputies
    ? t('deputies.case.choice', { name: person.name, until, deputies })
    : t('deputies.case.choiceAlone', { name: person.name, until })
}

/** Colleagues of the case's own office and its teams first, then everybody else by office. */
function colleagues(desk: Desk) {
  const { org, case: c, view } = desk
  const own = new Set(c.unitId ? [c.unitId, ...org.subtree(c.unitId)] : [])
  const active = [...org.staff.values()].filter((p) => p.active && p.id !== c.assigneeId)
  const option = (p: (typeof active)[number]) => ({ value: p.id, label: named(desk, p) })
  const near = active.filter((p) => p.units.some((u) => own.has(u)))
  const others = Map.groupBy(
    active.filter((p) => !near.includes(p)),
    (p) => p.units[0]!,
  )
  return [
    { group: desk.unit, options: near.map(option) },
    ...[...others]
      .map(([unit, people]) => {
        const found = org.units.get(unit)
        return { group: found ? unitName(found, view.lang) : '', options: people.map(option) }
      })
      .sort((a, b) => a.group.localeCompare(b.group, view.lang)),
  ].filter((g) => g.options.length > 0)
}

export const assigning: ActionForm = {
  noun: 'zuweisung',
  does: 'assign',
  event: ['case.assigned', 'case.released'],
  chose: (_ctx, { to }, values) => (to ?? NOBODY) === values.an,
  icon: 'people',
  fields: ({ desk, values, errors }) => (
    <SelectField
      t={desk.view.t}
      name="an"
      label={desk.view.t('workspace.form.colleague')}
      value={values.an ?? ''}
      placeholder={desk.view.t('workspace.form.choose')}
      error={errors.an}
      options={[
        ...(desk.case.assigneeId ? [{ value: NOBODY, label: desk.view.t('workspace.form.nobody') }] : []),
        ...colleagues(desk),
      ]}
    />
  ),
  initial: (desk) => ({ an: desk.proposal?.to ?? '' }),
  check: (values, desk) => ({
    an:
      values.an === NOBODY || desk.org.staff.get(values.an ?? '')?.active
        ? undefined
        : desk.view.t('workspace.form.colleagueMissing'),
  }),
  run: (ctx, c, values, { version }) =>
    assignCase(ctx, c.id, values.an === NOBODY ? null : values.an!, withVersion(version)),
  fieldOf: { 'case.no_such_colleague': 'an' },
}

import type { Named } from '#modules/cases/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import { Details } from '#ui/details.tsx'
import { CheckboxGroup, SelectField } from '#ui/field/choice-field.tsx'
import type { Desk } from '../desk.ts'
import type { Values } from './form.ts'

/** Boxes of one name come as one text, ids with blanks between them. */
const chosen = (values: Values): string[] => values.person?.split(' ').filter(Boolean) ?? []

/** Whom a form names; null when it names nobody. */
export function namedIn(values: Values): Named | null {
  const accounts = chosen(values)
  const unit = values.einheit || null
  return accounts.length > 0 || unit ? { accounts, unit } : null
}

/** The other way round, for a form that begins with whom somebody named before. */
export const valuesOf = (accounts: readonly string[], unit: string | null | undefined): Values => ({
  person: accounts.join(' '),
  einheit: unit ?? '',
})

interface Props {
  desk: Desk
  values: Values
  error: string | undefined
  label: string
  /** Two of these may stand on one page. */
  id: string
}

/** Colleagues to choose among, those of the case's own office first; and a whole office or team. */
export function NameFields({ desk, values, error, label, id }: Props) {
  const { org, case: c, view } = desk
  const { t, lang } = view
  const picked = chosen(values)
  const own = new Set(c.unitId ? org.subtree(c.unitId) : [])
  const active = [...org.staff.values()].filter((p) => p.active && p.units.length > 0)
  const near = active.filter((p) => picked.includes(p.id) || p.units.some((u) => own.has(u)))
  const others = Map.groupBy(
    active.filter((p) => !near.includes(p)),
    (p) => p.units[0]!,
  )
  const nameOf = (unit: string) => {
    const found = org.units.get(unit)
    return found ? unitName(found, lang) : ''
  }
  const options = (people: typeof active) => people.map((p) => ({ value: p.id, label: p.name }))
  const groups = [...others]
    .map(([unit, people]) => ({ unit, name: nameOf(unit), people }))
    .sort((a, b) => a.name.localeCompare(b.name, lang))
  const units = [...org.units.values()]
    .filter((u) => !u.dissolvedAt)
    .map((u) => ({ value: u.id, label: unitName(u, lang) }))
    .sort((a, b) => a.label.localeCompare(b.label, lang))
  return (
    <>
      <CheckboxGroup
        t={t}
        name="person"
        id={`${id}-person`}
        label={label}
        error={error}
        values={picked}
        options={options(near)}
      />
      {groups.length > 0 && (
        <Details summary={t('restricted.others')}>
          {groups.map((group) => (
            <CheckboxGroup
              key={group.unit}
              t={t}
              name="person"
              id={`${id}-person-${group.unit}`}
              label={group.name}
              options={options(group.people)}
            />
          ))}
        </Details>
      )}
      <SelectField
        t={t}
        name="einheit"
        id={`${id}-einheit`}
        label={t('restricted.unit')}
        hint={t('restricted.unitHint')}
        optional
        value={values.einheit}
        placeholder={t('restricted.noUnit')}
        options={units}
      />
    </>
  )
}

/** In a form that says something: for whom alone, folded away until somebody wants it. */
export function OnlyFor({ id, text, ...p }: Omit<Props, 'label'> & { text: string }) {
  const { t } = p.desk.view
  return (
    <Details
      summary={t('restricted.only.summary')}
      open={namedIn(p.values) !== null || p.error !== undefined}
    >
      <p>{text}</p>
      <NameFields {...p} id={id} label={t('restricted.only.people')} />
    </Details>
  )
}

import { unitName } from '#modules/organisation/index.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import type { Desk } from '../desk.ts'
import type { FieldsProps, Values } from './form.ts'

/** The parts that were closed together with the case, in the very same moment: proposed to go on with it. */
export const endedTogether = ({ case: c, children }: Desk): string =>
  children
    .filter((child) => child.closedAt !== null && child.closedAt.getTime() === c.closedAt?.getTime())
    .map((child) => child.id)
    .join(' ')

/** Boxes of one name come as one text. */
export const chosenParts = (values: Values): Uuid[] => (values.teile ?? '').split(' ').filter(isUuid)

/** Whoever opens the whole says which offices are to go on: they may not see those parts, and could not do it there. */
export function ClosedParts({ desk, values }: Pick<FieldsProps, 'desk' | 'values'>) {
  const { view, children, org } = desk
  const { t, lang } = view
  const closed = children.filter((child) => child.status === 'closed')
  if (closed.length === 0) return null
  return (
    <CheckboxGroup
      t={t}
      name="teile"
      label={t('parts.reopen.label')}
      hint={t('parts.reopen.hint')}
      optional
      values={(values.teile ?? '').split(' ')}
      options={closed.map((child) => {
        const unit = org.units.get(child.unitId ?? '')
        return {
          value: child.id,
          label: child.title[lang],
          detail: t('parts.reopen.detail', {
            number: child.number,
            unit: unit ? unitName(unit, lang) : '',
            outcome: child.outcome ? t(`history.outcome.${child.outcome}`) : '',
          }),
        }
      })}
    />
  )
}

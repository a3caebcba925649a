import { reopenCase } from '#modules/cases/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Icon } from '#ui/icon.tsx'
import type { Desk } from '../desk.ts'
import { type ActionForm, type FieldsProps, withVersion } from './form.ts'
import { reaches } from './replying.tsx'
import { textFault } from './text-fault.ts'

export const reopening: ActionForm = {
  noun: 'wiederaufnahme',
  does: 'reopen',
  event: 'case.reopened',
  icon: 'route',
  fields: ({ desk, values, errors }) => (
    <>
      <TextArea
        t={desk.view.t}
        name="text"
        label={desk.view.t('workspace.form.reopenNote')}
        hint={desk.view.t('workspace.form.handNoteHint')}
        rows={3}
        value={values.text}
        error={errors.text}
      />
      <ClosedParts desk={desk} values={values} />
      <p class="goes">
        <Icon name="mail" size={20} />
        {reaches(desk)}
      </p>
    </>
  ),
  initial: (desk) => ({
    teile: desk.children
      .filter((child) => endedWith(desk, child))
      .map((child) => child.id)
      .join(' '),
  }),
  check: (values, desk) => ({ text: textFault(values.text, desk.view.t) }),
  run: (ctx, c, values, { version }) =>
    reopenCase(ctx, c.id, {
      note: values.text!,
      parts: (values.teile ?? '').split(' ').filter(isUuid),
      ...withVersion(version),
    }),
}

/** A part that was closed together with the case, in the very same moment. */
const endedWith = (desk: Desk, child: Desk['children'][number]): boolean =>
  child.closedAt !== null && child.closedAt.getTime() === desk.case.closedAt?.getTime()

/** Whoever opens the whole says which offices are to go on: they may not see those parts, and could not do it there. */
function ClosedParts({ desk, values }: Pick<FieldsProps, 'desk' | 'values'>) {
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

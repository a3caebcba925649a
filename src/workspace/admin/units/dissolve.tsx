import type { PageView } from '#http/view.ts'
import type { Organisation, Unit } from '#modules/organisation/index.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import type { Hanging } from './facts.ts'

const reasons = ['units', 'people', 'cases', 'categories'] as const

/** A unit's end: what stands in its way in plain words, or the question who inherits. */
export function DissolveUnit({
  view,
  org,
  unit,
  hanging,
}: {
  view: PageView
  org: Organisation
  unit: Unit
  hanging: Hanging
}) {
  const { t, lang } = view
  const left = reasons.filter((reason) => hanging[reason])
  if (unit.dissolvedAt)
    return (
      <Section
        title={t('units.dissolve.undo')}
        intro={t('units.dissolve.since', { day: view.format.formatDate(unit.dissolvedAt) })}
      >
        <Form action={paths.unitAction(unit.id, 'wiederherstellung')} hidden={{ version: unit.version }}>
          <Button kind="secondary">{t('units.dissolve.undo')}</Button>
        </Form>
      </Section>
    )
  const own = new Set(org.subtree(unit.id))
  return (
    <Section title={t('units.dissolve.title')} intro={t('units.dissolve.lead')}>
      {left.length > 0 ? (
        <>
          <p>{t('units.dissolve.notYet')}</p>
          <ul class="org-reasons">
            {left.map((reason) => (
              <li key={reason}>{t(`error.unit.has_${reason}`)}</li>
            ))}
          </ul>
        </>
      ) : (
        <ConfirmAction
          label={t('units.dissolve.title')}
          question={t('units.dissolve.question')}
          action={paths.unitAction(unit.id, 'aufloesung')}
          confirmLabel={t('units.dissolve.confirm')}
          hidden={{ version: unit.version }}
          danger
        >
          <SelectField
            t={t}
            name="nachfolge"
            label={t('units.dissolve.successor')}
            hint={t('units.dissolve.successorHint')}
            value={unit.parentId}
            placeholder={unit.parentId ? undefined : t('units.dissolve.choose')}
            options={unitOptions(org, lang, (u) => !own.has(u.id))}
          />
        </ConfirmAction>
      )}
    </Section>
  )
}

import type { SeenParts } from '#modules/cases/index.ts'
import { unitName } from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'
import { CheckboxField } from '#ui/field/choice-field.tsx'
import type { Desk } from '../desk.ts'
import { StatusBadge } from '../due.tsx'
import type { FieldsProps, Values } from './form.ts'

const openParts = (desk: Desk) => desk.children.filter((child) => child.status !== 'closed')

/** What the page shows of open parts, in a field of its own: the yes that comes back is one to these. */
const shownOn = (desk: Desk): string =>
  [desk.splitMode ?? 'together', ...openParts(desk).map((child) => child.id)].join(' ')

/** The parts that were on the page; undefined where there were none. */
function seenIn(values: Values): SeenParts | undefined {
  const [mode, ...ids] = (values.teile_gesehen ?? '').split(' ')
  return mode === 'together' || mode === 'apart' ? { mode, open: ids.filter(isUuid) } : undefined
}

/** What was said about the parts; undefined without a yes. */
export const saidOf = (values: Values): SeenParts | undefined =>
  values.teile === 'ja' ? seenIn(values) : undefined

/** Does the page that was sent show all that is open now? What came to it is seen before it is asked about. */
function isComplete(values: Values, desk: Desk): boolean {
  const seen = seenIn(values)
  return (
    seen?.mode === (desk.splitMode ?? 'together') &&
    openParts(desk).every((child) => seen.open.includes(child.id))
  )
}

/** Nobody is told that a box is missing which their page did not have: that is a change, and shown as one. */
export const partsFault = (values: Values, desk: Desk): string | undefined =>
  openParts(desk).length > 0 && isComplete(values, desk) && values.teile !== 'ja'
    ? desk.view.t('error.case.parts_open')
    : undefined

/** Which offices still work on parts of the case, by name, and the yes to what becomes of them. */
export function OpenParts({ desk, values, errors }: Pick<FieldsProps, 'desk' | 'values' | 'errors'>) {
  const { view, org, splitMode } = desk
  const { t, lang } = view
  const open = openParts(desk)
  if (open.length === 0) return null
  const seen = seenIn(values)
  const mode = splitMode ?? 'together'
  return (
    <div class="related">
      <input type="hidden" name="teile_gesehen" value={shownOn(desk)} />
      <p class="kern-label">{t('parts.close.list')}</p>
      <ul class="related">
        {open.map((child) => {
          const unit = org.units.get(child.unitId ?? '')
          return (
            <li key={child.id}>
              {child.number} <span>{child.title[lang]}</span>
              <br />
              {unit && <span class="sd-muted">{unitName(unit, lang)} · </span>}
              <StatusBadge view={view} case={child} />
              {seen && !seen.open.includes(child.id) && (
                <>
                  <br />
                  <strong>{t('parts.close.added')}</strong>
                </>
              )}
            </li>
          )
        })}
      </ul>
      <CheckboxField
        t={t}
        name="teile"
        label={t(`parts.close.${mode}`, { count: open.length })}
        hint={t(`parts.close.${mode}Hint`)}
        // A yes to less than there is now is none.
        checked={values.teile === 'ja' && isComplete(values, desk)}
        error={errors.teile}
      />
    </div>
  )
}

import { waitingWords } from '#http/counted.ts'
import { SAME_WORDS } from '#modules/duplicates/index.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import { Part } from '../case-part.tsx'
import type { Desk } from '../desk.ts'

/** Who waits, what is probably about the same, and the way to compare with any other case. */
export function DoublesSide({ desk }: { desk: Desk }) {
  const { view, case: c, doubles } = desk
  const { t } = view
  if (c.kind !== 'report') return null
  const mayMerge = desk.can.has('merge') && !c.restricted
  return (
    <>
      {c.status !== 'closed' && (
        <Part title={t('same.people')}>
          <p>
            <Icon name="people" size={20} /> {waitingWords(view, doubles.waiting)}
          </p>
        </Part>
      )}
      {(doubles.likely.length > 0 || mayMerge) && (
        <Part title={t('same.likely')}>
          {doubles.likely.length === 0 && <p class="sd-muted">{t('same.none')}</p>}
          <ul class="related">
            {doubles.likely.map((one) => (
              <li key={one.case.id}>
                <a
                  href={
                    mayMerge ? paths.caseCompared(c.number, one.case.number) : paths.case(one.case.number)
                  }
                >
                  {one.case.number}
                </a>{' '}
                <span>
                  {one.metres === null
                    ? t('same.placeUnknown')
                    : t('workspace.side.near', { metres: one.metres })}{' '}
                  · <When view={view} at={one.case.openedAt} now={view.now} />
                  {one.photo && <> · {t('same.photoAlike')}</>}
                  {one.metres === null && one.address && <> · {t('same.addressAlike')}</>}
                  {one.words >= SAME_WORDS && <> · {t('same.wordsAlike')}</>}
                </span>
              </li>
            ))}
          </ul>
          {mayMerge && (
            <details class="sd-details">
              <summary>{t('same.compareOther')}</summary>
              <form class="quick" method="get" action={paths.caseComparison(c.number)}>
                <label class="kern-label" for="vergleich-mit">
                  {t('same.compareWith')}
                </label>
                <div class="sd-address__row">
                  <input
                    class="kern-form-input__input"
                    id="vergleich-mit"
                    name="mit"
                    autocomplete="off"
                    maxlength={30}
                  />
                  <Button kind="secondary">{t('same.compare')}</Button>
                </div>
              </form>
            </details>
          )}
        </Part>
      )}
    </>
  )
}

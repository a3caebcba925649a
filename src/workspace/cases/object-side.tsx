import { objectLabel } from '#modules/objects/index.ts'
import { SAME_METRES } from '#modules/reports/index.ts'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** "An dieser Laterne: 4 Meldungen in 12 Monaten", and which; without an object the same of the place. */
export function ObjectSide({ desk }: { desk: Desk }) {
  const { view, object: facts } = desk
  const { t, lang, format } = view
  const { object } = facts
  if (!object) {
    if (facts.atPlace < 2) return null
    const n = format.formatNumber(facts.atPlace)
    return (
      <Part title={t('objects.side.place')}>
        <p>{t('objects.side.placeYear', { count: facts.atPlace, n, metres: SAME_METRES })}</p>
      </Part>
    )
  }
  const label = objectLabel(object, lang)
  const shown = object.layer.shown.flatMap(({ from, de, en }) => {
    const value = object.attributes[from]
    return value ? [`${lang === 'en' ? en : de}: ${value}`] : []
  })
  return (
    <Part title={t('objects.side.title')}>
      <p>
        <strong>{object.layer.public ? <a href={paths.object(object.code)}>{label}</a> : label}</strong>
        {!object.active && <span class="sd-muted"> · {t('objects.side.gone')}</span>}
        {!object.layer.public && <span class="sd-muted"> · {t('objects.side.hidden')}</span>}
      </p>
      {shown.length > 0 && <p class="sd-muted">{shown.join(' · ')}</p>}
      {facts.times > 0 && (
        <p>{t('objects.side.year', { count: facts.times, n: format.formatNumber(facts.times) })}</p>
      )}
      {facts.former.length > 0 && (
        <>
          <h3 class="part__title">{t('objects.side.former')}</h3>
          <ul class="related">
            {facts.former.map((other) => (
              <li key={other.id}>
                <a href={paths.case(other.number)}>{other.number}</a>{' '}
                <span>
                  {other.title[lang]} · <When view={view} at={other.openedAt} now={view.now} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="part__links">
        <a href={paths.repeats}>{t('objects.side.all')}</a>
      </p>
    </Part>
  )
}

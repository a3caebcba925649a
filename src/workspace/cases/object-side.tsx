import type { ComponentChildren } from 'preact'
import { parentNumber } from '#modules/cases/index.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import { SAME_METRES } from '#modules/reports/index.ts'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { identifying } from './actions/identifying.tsx'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'
import { may } from './next-step.ts'

/** "An dieser Laterne: 4 Meldungen in 12 Monaten", and which; without an object the same of the place. */
export function ObjectSide({ desk }: { desk: Desk }) {
  const { view, object: facts } = desk
  const { t, lang, format } = view
  const { object } = facts
  if (!object) return <WithoutObject desk={desk} />
  const shown = object.layer.shown.flatMap(({ from, de, en }) => {
    const value = object.attributes[from]
    return value ? [`${lang === 'en' ? en : de}: ${value}`] : []
  })
  const whole = parentNumber(desk.case)
  return (
    <Part title={t('objects.side.title')}>
      <p>
        <strong>{named(desk, object)}</strong>
        {!object.active && <span class="sd-muted"> · {t('objects.side.gone')}</span>}
        {!object.layer.public && <span class="sd-muted"> · {t('objects.side.hidden')}</span>}
      </p>
      {shown.length > 0 && <p class="sd-muted">{shown.join(' · ')}</p>}
      {whole && <p class="sd-muted">{t('objects.side.ofWhole', { number: whole })}</p>}
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
      <Elsewhere desk={desk} />
      <p class="part__links">
        <Identify desk={desk} />
        <a href={paths.repeats}>{t('objects.side.all')}</a>
      </p>
    </Part>
  )
}

/** Where it would help to know which one it is, the way to say so; else how often the same was reported here. */
function WithoutObject({ desk }: { desk: Desk }) {
  const { object: facts, namedInMerged, view } = desk
  const { t, format, lang } = view
  const again = facts.atPlace >= 2
  const missing = may(desk, identifying) && (facts.fitting.length > 0 || namedInMerged.length > 0)
  return (
    <>
      {missing && (
        <Part title={t('objects.side.title')}>
          <p>
            {facts.required
              ? t('objects.side.required', { layer: facts.required.name[lang] })
              : t('objects.side.none')}
          </p>
          <Elsewhere desk={desk} />
          <p class="part__links">
            <Identify desk={desk} />
          </p>
        </Part>
      )}
      {again && (
        <Part title={t('objects.side.place')}>
          <p>
            {t('objects.side.placeYear', {
              count: facts.atPlace,
              n: format.formatNumber(facts.atPlace),
              metres: SAME_METRES,
            })}
          </p>
        </Part>
      )}
    </>
  )
}

/** What cases that were merged into this one are about, for whoever decides which one is right. */
function Elsewhere({ desk }: { desk: Desk }) {
  return desk.namedInMerged.map(({ number, object }) => (
    <p key={object.id}>
      {desk.view.t('objects.side.merged')} <a href={paths.case(number)}>{number}</a>: {named(desk, object)}
    </p>
  ))
}

function Identify({ desk }: { desk: Desk }) {
  const { t } = desk.view
  if (!may(desk, identifying)) return null
  return (
    <a href={paths.caseAction(desk.case.number, identifying.noun)}>
      <Icon name={identifying.icon} size={20} />
      {t(desk.object.object ? 'objects.side.change' : 'objects.side.set')}
    </a>
  )
}

/** Its name, leading to its page where it has one. */
function named({ view }: Desk, object: TownObject): ComponentChildren {
  const label = objectLabel(object, view.lang)
  return object.layer.public ? <a href={paths.object(object.code)}>{label}</a> : label
}

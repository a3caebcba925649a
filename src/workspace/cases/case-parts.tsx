import { unitName } from '#modules/organisation/index.ts'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'
import { StatusBadge } from './due.tsx'

/** The parts of a case at other offices, with how far each is. */
export function CaseChildren({ desk }: { desk: Desk }) {
  const { view, children, org } = desk
  const { t, lang } = view
  if (children.length === 0) return null
  const open = children.filter((child) => child.status !== 'closed').length
  return (
    <Part title={t('parts.side.title')}>
      <ul class="related">
        {children.map((child) => {
          const unit = org.units.get(child.unitId ?? '')
          const person = org.staff.get(child.assigneeId ?? '')?.name
          return (
            <li key={child.id}>
              {child.visible ? <a href={paths.case(child.number)}>{child.number}</a> : child.number}{' '}
              <span>{child.title[lang]}</span>
              <br />
              <span class="sd-muted">
                {[unit && unitName(unit, lang), person].filter(Boolean).join(' · ')}
              </span>
              <br />
              <StatusBadge view={view} case={child} />{' '}
              {child.status === 'scheduled' && child.scheduledFor && (
                <When view={view} at={child.scheduledFor} />
              )}
              {child.status === 'closed' && child.outcome && t(`history.outcome.${child.outcome}`)}
            </li>
          )
        })}
      </ul>
      <p class="sd-muted">
        {open === 0 && desk.case.status !== 'closed'
          ? t('parts.side.allDone')
          : t(`parts.mode.${desk.splitMode ?? 'together'}.short`)}
      </p>
    </Part>
  )
}

/** What the whole is about, for whoever works on a part of it. */
export function CaseWhole({ desk }: { desk: Desk }) {
  const { view, whole, org } = desk
  const { t, lang } = view
  if (!whole) return null
  const unit = org.units.get(whole.unitId ?? '')
  return (
    <section class="fact fact--whole" aria-label={t('parts.whole.label')}>
      <Icon name="share" size={20} />
      <div>
        <p>
          <strong>
            {t('parts.of', { number: whole.number })}: {whole.title[lang]}
          </strong>
          {unit && <> · {unitName(unit, lang)}</>}
          {whole.visible && (
            <>
              {' · '}
              <a href={paths.case(whole.number)}>{t('parts.whole.open')}</a>
            </>
          )}
        </p>
        {whole.words && (
          <blockquote class="sd-said" dir="auto" lang={whole.words.lang ?? undefined}>
            {whole.words.body}
          </blockquote>
        )}
        {whole.photos.length > 0 && (
          <ul class="case-photos">
            {whole.photos.map((photo, i) => (
              <li key={photo.id}>
                <a href={paths.photo(photo.id, 'gross')}>
                  <img
                    src={paths.photo(photo.id, 'klein')}
                    alt={t('workspace.photo.numbered', { n: i + 1, stage: t('history.stage.report') })}
                    width="160"
                    height="120"
                    loading="lazy"
                  />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

import { unitName } from '#modules/organisation/index.ts'
import { Notice } from '#ui/notice.tsx'
import { When } from '#ui/when.tsx'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** Who knows of a restricted case, for those who do. */
export function RestrictedSide({ desk }: { desk: Desk }) {
  const { readers, restriction, org, view } = desk
  if (!readers || !restriction) return null
  const { t, lang, format } = view
  const person = (id: string) => org.staff.get(id)?.name ?? ''
  const units = readers.units.flatMap((id) => org.units.get(id) ?? [])
  return (
    <Part title={t('restricted.side.title')}>
      <dl class="facts">
        <div>
          <dt>{t('restricted.side.reason')}</dt>
          <dd>
            {t(`restricted.reason.${restriction.reason}`)}, {t('restricted.side.since')}{' '}
            <When view={view} at={restriction.at} />
          </dd>
        </div>
        {(readers.accounts.length > 0 || readers.emergencies.size > 0) && (
          <div>
            <dt>{t('restricted.side.people')}</dt>
            <dd>
              {[
                ...readers.accounts.map(person),
                ...[...readers.emergencies].map(([id, until]) =>
                  t('restricted.side.emergency', { name: person(id), until: format.formatDateTime(until) }),
                ),
              ].join(', ')}
            </dd>
          </div>
        )}
        {units.length > 0 && (
          <div>
            <dt>{t('restricted.side.units')}</dt>
            <dd>{units.map((unit) => unitName(unit, lang)).join(', ')}</dd>
          </div>
        )}
      </dl>
    </Part>
  )
}

/** On top of a case that somebody sees in an emergency only: until when, and that it is on record. */
export function EmergencyBanner({ desk }: { desk: Desk }) {
  const { view, emergencyUntil } = desk
  if (!emergencyUntil) return null
  const { t, format, now } = view
  const minutes = Math.max(1, Math.round((emergencyUntil.getTime() - now.getTime()) / 60_000))
  const hours = Math.floor(minutes / 60)
  const left =
    hours > 0
      ? t('restricted.emergency.hours', { hours, minutes: minutes % 60 })
      : t('restricted.emergency.minutes', { minutes })
  return (
    <Notice
      tone="warning"
      title={t('restricted.emergency.title', { until: format.formatTime(emergencyUntil) })}
    >
      <p>{t('restricted.emergency.text', { left })}</p>
    </Notice>
  )
}

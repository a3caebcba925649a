import { Icon } from '#ui/icon.tsx'
import { paths } from '../../paths.ts'
import type { Desk } from './desk.ts'

/** For whom one works here, that its assignee is away, and that a closing waits for a second person. */
export function DeputyFacts({ desk }: { desk: Desk }) {
  const { t, format } = desk.view
  const { standsInFor, waiting, org, case: c } = desk
  const assignee = c.status === 'closed' ? null : org.staff.get(c.assigneeId ?? '')
  const names = assignee?.deputies.map((id) => org.staff.get(id)?.name ?? '').join(', ')
  return (
    <>
      {standsInFor && (
        <p class="fact">
          <Icon name="people" size={20} />
          <span>
            <strong>{t('deputies.case.standing', { name: standsInFor })}</strong>{' '}
            {t('deputies.case.standingText', { name: standsInFor })}
          </span>
        </p>
      )}
      {assignee?.absentUntil && assignee.name !== standsInFor && (
        <p class="fact">
          <Icon name="calendar" size={20} />
          <span>
            <strong>
              {t('deputies.case.absent', {
                name: assignee.name,
                until: format.formatDateTime(assignee.absentUntil),
              })}
            </strong>{' '}
            {names ? t('deputies.case.deputies', { names }) : t('deputies.case.nobody')}
          </span>
        </p>
      )}
      {waiting && (
        <p class="fact">
          <Icon name="clock" size={20} />
          <span>
            <strong>{t('deputies.case.waits')}</strong>{' '}
            {t('deputies.case.waitsText', {
              name: org.staff.get(waiting.askedBy)?.name ?? '',
              outcome: t(`workspace.outcome.${waiting.payload.outcome}.label`),
            })}{' '}
            <a href={paths.approval(waiting.id)}>{t('deputies.case.open')}</a>
          </span>
        </p>
      )}
    </>
  )
}

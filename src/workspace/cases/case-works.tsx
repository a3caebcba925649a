import { may } from '#platform/context/actor.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { paths } from '../../paths.ts'
import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** The works that answered this report; whoever knows better takes it out. */
export function CaseWorks({ desk }: { desk: Desk }) {
  const { view, works, case: c } = desk
  const { t, lang, format } = view
  if (works.length === 0) return null
  return (
    <Part title={t('works.case.title')}>
      <ul class="related">
        {works.map((work) => (
          <li key={work.id}>
            <a href={paths.work(work.id)}>{work.title[lang]}</a>{' '}
            <span class="sd-muted">
              {work.endedAt
                ? t('works.case.over')
                : work.endsAt
                  ? t('works.case.until', { until: format.formatDateTime(work.endsAt) })
                  : t('works.case.open')}
            </span>
            {may(desk.me, 'works.manage', c.unitId) && (
              <Form action={paths.adminWorkUntie(work.id, c.number)} hidden={{ zurueck: 'vorgang' }} class="">
                <Button kind="tertiary" small>
                  {t('works.case.untie')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

import type { PageView } from '#http/view.ts'
import type { OwnCase } from '#modules/cases/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

/** What else can be done with a case in the account: put its visit into one's calendar, see who has looked. */
export function CaseAside({ view, own }: { view: PageView; own: OwnCase }) {
  const { t } = view
  return (
    <>
      {own.scheduledFor && own.status !== 'closed' && (
        <Section title={t('account.appointments.one')}>
          <p>
            <When view={view} at={own.scheduledFor} />
          </p>
          <ButtonLink kind="secondary" icon="calendar" href={paths.accountCaseCalendar(own.number)}>
            {t('account.appointments.calendar')}
          </ButtonLink>
        </Section>
      )}
      <p class="sd-case__links">
        <a href={paths.accountReadings}>{t('account.readings.link')}</a>
      </p>
    </>
  )
}

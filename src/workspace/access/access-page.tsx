import type { PageView } from '#http/view.ts'
import {
  type AccessEvent,
  type Factors,
  hasFactor,
  type OwnAccount,
  type Session,
} from '#modules/identity/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { FactorsSection } from './factors-section.tsx'
import { HistoryTable } from './history-table.tsx'
import type { Done } from './own.ts'
import { SessionsSection } from './sessions-section.tsx'

/** Fewer than so many recovery codes are few. */
const FEW = 3

interface Props {
  view: PageView
  account: OwnAccount
  factors: Factors
  required: boolean
  sessions: readonly Session[]
  events: readonly AccessEvent[]
  done: Done | null
}

/** "Mein Zugang": what one signs in with, where one is signed in, and what happened. */
export function AccessPage({ view, account, factors, required, sessions, events, done }: Props) {
  const { t } = view
  const { recoveryLeft } = factors
  return (
    <WorkspaceLayout view={view} title={t('access.title')}>
      <div class="access">
        <PageTitle lead={t('access.lead', { email: account.email })}>{t('access.title')}</PageTitle>
        {done && <Notice tone="success" title={t(`access.done.${done}`)} live />}
        {!hasFactor(factors) && account.hasPassword && (
          <Notice tone="warning" title={t('access.advice.title')}>
            <p>{t('access.advice.text')}</p>
          </Notice>
        )}
        {hasFactor(factors) && (recoveryLeft ?? 0) < FEW && (
          <Notice
            tone="warning"
            title={
              recoveryLeft === null
                ? t('access.recovery.none')
                : t('access.recovery.few', { count: recoveryLeft })
            }
            actions={
              <ButtonLink href={paths.accessRecovery} small>
                {t('access.recovery.make')}
              </ButtonLink>
            }
          />
        )}
        <Section title={t('access.ways')}>
          <FactorsSection
            view={view}
            factors={factors}
            hasPassword={account.hasPassword}
            keepLast={required}
          />
        </Section>
        <Section title={t('access.sessions.title')} intro={t('access.sessions.intro')}>
          <SessionsSection view={view} sessions={sessions} />
        </Section>
        <Section title={t('access.history.title')}>
          <HistoryTable view={view} events={events} />
          <p>
            <a href={paths.accessHistory}>{t('access.history.all')}</a>
          </p>
        </Section>
      </div>
    </WorkspaceLayout>
  )
}

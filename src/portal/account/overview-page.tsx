import type { OwnCase } from '#modules/cases/index.ts'
import type { OwnDraft } from '#modules/reports/index.ts'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { CardGrid, TaskCard } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { CaseList } from './case-list.tsx'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

/** What is new, what comes next, what waits to be finished; then all cases, the latest first. */
export function OverviewPage({
  me,
  cases,
  drafts,
  named,
}: {
  me: Me
  cases: readonly OwnCase[]
  drafts: readonly OwnDraft[]
  /** Has the person said who they are? */
  named: boolean
}) {
  const { view, citizen } = me
  const { t, format } = view
  const next = nextAppointment(cases, view.now)
  const answers = cases.filter((c) => c.status !== 'closed' && c.lastWord?.direction === 'out').length
  return (
    <AccountLayout
      me={me}
      area="overview"
      title={named ? t('account.overview.hello', { name: citizen.name }) : t('account.overview.welcome')}
      lead={t('account.overview.lead', { count: cases.filter((c) => c.status !== 'closed').length })}
    >
      {!named && !citizen.organisation && (
        <Notice
          title={t('account.overview.nameless')}
          actions={<ButtonLink href={paths.accountProfile}>{t('account.overview.nameNow')}</ButtonLink>}
        />
      )}
      {citizen.organisation && !citizen.organisation.powers.includes('read') && (
        <Notice title={t('account.cases.noRead')} />
      )}
      <CardGrid size="small">
        <TaskCard level={2} icon="chat" title={t('account.overview.messages')} href={paths.accountMessages}>
          {t('account.overview.messagesText', { count: answers })}
        </TaskCard>
        <TaskCard
          level={2}
          icon="calendar"
          title={t('account.overview.appointment')}
          href={paths.accountAppointments}
        >
          {next?.scheduledFor ? (
            <When view={view} at={next.scheduledFor} />
          ) : (
            t('account.overview.noAppointment')
          )}
        </TaskCard>
        <TaskCard level={2} icon="edit" title={t('account.overview.drafts')} href={paths.accountDrafts}>
          {drafts[0]
            ? t('account.overview.draftUntil', { date: format.formatDate(drafts[0].expiresAt) })
            : t('account.overview.noDrafts')}
        </TaskCard>
      </CardGrid>
      <Section title={t('account.overview.cases')}>
        {cases.length === 0 ? (
          <NoCases me={me} />
        ) : (
          <>
            <CaseList view={view} cases={cases.slice(0, 4)} level={3} />
            <ActionBar>
              <ButtonLink href={paths.accountCases}>
                {t('account.overview.allCases', { count: cases.length })}
              </ButtonLink>
              <ButtonLink kind="tertiary" href={paths.report}>
                {t('account.cases.report')}
              </ButtonLink>
            </ActionBar>
          </>
        )}
      </Section>
    </AccountLayout>
  )
}

export const nextAppointment = (cases: readonly OwnCase[], now: Date): OwnCase | undefined =>
  appointments(cases, now).coming[0]

/** Visits that are planned, the next first, and those that were, the last first. */
export function appointments(cases: readonly OwnCase[], now: Date): { coming: OwnCase[]; past: OwnCase[] } {
  const planned = cases.filter((c) => c.scheduledFor !== null)
  const at = (c: OwnCase): number => c.scheduledFor!.getTime()
  return {
    coming: planned
      .filter((c) => c.status !== 'closed' && at(c) >= now.getTime())
      .sort((a, b) => at(a) - at(b)),
    past: planned.filter((c) => at(c) < now.getTime()).sort((a, b) => at(b) - at(a)),
  }
}

export function NoCases({ me }: { me: Me }) {
  const { t } = me.view
  return (
    <EmptyState
      icon="list"
      level={3}
      title={t('account.cases.none')}
      actions={
        <>
          <ButtonLink kind="primary" href={paths.report}>
            {t('account.cases.report')}
          </ButtonLink>
          <ButtonLink href={paths.status}>{t('account.cases.claim')}</ButtonLink>
        </>
      }
    >
      {t('account.cases.noneText')}
    </EmptyState>
  )
}

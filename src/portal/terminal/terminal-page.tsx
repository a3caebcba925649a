import type { PageView } from '#http/view.ts'
import { StatusForm } from '#portal/tracking/status-form.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CardGrid, TaskCard } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** What one can do at the terminal. */
export function TerminalPage({ view }: { view: PageView }) {
  const { t } = view
  const title = t('terminal.title')
  return (
    <PortalLayout view={view} title={title} noIndex>
      <PageTitle lead={t('terminal.lead')}>{title}</PageTitle>
      <CardGrid>
        <TaskCard icon="megaphone" href={paths.report} title={t('start.task.report')} level={2}>
          {t('terminal.report')}
        </TaskCard>
        <TaskCard icon="map" href={paths.map} title={t('start.task.map')} level={2}>
          {t('start.task.mapText')}
        </TaskCard>
        <TaskCard icon="list" href={paths.list} title={t('start.task.list')} level={2}>
          {t('start.task.listText')}
        </TaskCard>
      </CardGrid>
      <Section title={t('start.mine')}>
        <StatusForm t={t} />
      </Section>
      <Inset>
        <p>{t('terminal.privacy')}</p>
      </Inset>
    </PortalLayout>
  )
}

/** Without scripts a page ends after its minute, whoever reads it; with them nobody comes here. */
export function AskPage({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={t('ui.terminal.ask')}
      width="narrow"
      noIndex
      backTo={{ href: paths.terminal, seconds: ASK_S }}
    >
      <PageTitle lead={t('terminal.ask', { seconds: ASK_S })}>{t('ui.terminal.ask')}</PageTitle>
      <ButtonLink kind="primary" href={paths.reportStep('weiter')} iconAfter="arrow-right">
        {t('ui.terminal.stay')}
      </ButtonLink>
    </PortalLayout>
  )
}

/** Long enough to read the question and to press. */
const ASK_S = 20

/** For the town hall's staff: makes this browser a terminal, or an ordinary one again. */
export function SetUpPage({ view, terminal }: { view: PageView; terminal: boolean }) {
  const { t } = view
  const title = t('terminal.setUp.title')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle lead={t(terminal ? 'terminal.setUp.leadOn' : 'terminal.setUp.lead')}>{title}</PageTitle>
      <ul>
        {['wipe', 'noScript', 'signIn', 'large', 'browser'].map((key) => (
          <li key={key}>{t(`terminal.setUp.${key}`)}</li>
        ))}
      </ul>
      <Form action={terminal ? paths.terminalLeave : paths.terminal}>
        <ActionBar>
          <Button>{t(terminal ? 'terminal.setUp.leave' : 'terminal.setUp.button')}</Button>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}

import type { PageView } from '#http/view.ts'
import type { CheckLine, Provider } from '#modules/identity/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { Trail } from './trail.tsx'

const tones = { good: 'success', bad: 'danger', note: 'warning' } as const

/** What came of trying a provider just now: one sentence for each thing. */
export function CheckPage({
  view,
  provider,
  lines,
}: {
  view: PageView
  provider: Provider
  lines: readonly CheckLine[]
}) {
  const { t } = view
  const title = t('sso.check.title')
  const failed = lines.find((line) => line.state === 'bad')
  const action = (noun: string) => paths.signOnProviderAction(provider.code, noun)
  return (
    <WorkspaceLayout view={view} title={title}>
      <Trail view={view} provider={provider} here={title} />
      <PageTitle preline={provider.name} lead={t('sso.check.lead')}>
        {title}
      </PageTitle>
      <Notice
        tone={failed ? 'danger' : 'success'}
        title={t(failed ? 'sso.check.failed' : 'sso.check.works')}
      />
      <Section title={t('sso.check.lines')}>
        <Table
          t={t}
          caption={t('sso.check.lines')}
          captionHidden
          rows={lines}
          rowKey={(line) => line.step}
          columns={[
            {
              key: 'step',
              label: t('sso.check.what'),
              rowHeader: true,
              cell: (line) => t(`sso.check.${line.step}.title`),
            },
            {
              key: 'state',
              label: t('sso.check.state'),
              cell: (line) => <Badge tone={tones[line.state]}>{t(`sso.check.${line.state}`)}</Badge>,
            },
            {
              key: 'why',
              label: t('sso.check.why'),
              cell: (line) => (
                <span class="wl-break">{t(`sso.check.${line.step}.${line.why}`, line.params)}</span>
              ),
            },
          ]}
        />
      </Section>
      <ActionBar>
        <ButtonLink kind="primary" href={action('pruefung')}>
          {t('sso.check.again')}
        </ButtonLink>
        <ButtonLink href={action('bearbeiten')}>{t('sso.edit')}</ButtonLink>
        <ButtonLink href={paths.signOnProvider(provider.code)}>{t('sso.back')}</ButtonLink>
      </ActionBar>
    </WorkspaceLayout>
  )
}

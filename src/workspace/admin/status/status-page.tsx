import type { PageView } from '#http/view.ts'
import type { Unreachable } from '#modules/notifications/index.ts'
import type { SubscriptionHealth } from '#modules/subscriptions/index.ts'
import type { PlatformStatus } from '#platform/status.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { Check } from './checks.ts'

interface Props {
  view: PageView
  status: PlatformStatus
  checks: readonly Check[]
  subscriptions: SubscriptionHealth
  ended: Unreachable['ended']
  program: string
}

/** Is everything well, and if not, what is to be done. */
export function StatusPage({ view, status, checks, subscriptions, ended, program }: Props) {
  const { t, format } = view
  const title = t('admin.area.status.title')
  const ill = checks.filter((check) => check.tone !== 'success')
  const size = (bytes: number) =>
    `${format.formatNumber(bytes / 1024 ** (bytes < 1024 ** 3 ? 2 : 3), { maximumFractionDigits: 1 })} ${bytes < 1024 ** 3 ? 'MB' : 'GB'}`
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      <PageTitle lead={t(ill.length === 0 ? 'status.well' : 'status.ill', { count: ill.length })}>
        {title}
      </PageTitle>
      <ul class="sd-checks">
        {checks.map((check) => (
          <li key={check.key}>
            <Notice tone={check.tone} title={t(`status.${check.key}.${check.tone}`, check.params)}>
              {check.tone !== 'success' && <p>{t(`status.${check.key}.advice`, check.params)}</p>}
            </Notice>
          </li>
        ))}
      </ul>
      <Section title={t('status.figures')}>
        <DescriptionList
          items={[
            { term: t('status.program'), value: `Stadtdraht ${program}, Node.js ${status.process.node}` },
            {
              term: t('status.subscriptions'),
              value: t('status.subscriptionsValue', {
                n: format.formatNumber(subscriptions.subscriptions),
                mail: format.formatNumber(subscriptions.byMail),
                devices: format.formatNumber(subscriptions.devices),
              }),
            },
            {
              term: t('status.unreachable'),
              value: t('status.unreachableValue', {
                near: format.formatNumber(ended.near),
                report: format.formatNumber(ended.report),
                work: format.formatNumber(ended.work),
              }),
            },
            { term: t('status.started'), value: <When view={view} at={status.process.startedAt} /> },
            { term: t('status.memory'), value: size(status.process.memory) },
            {
              term: t('status.database'),
              value: `PostgreSQL ${status.database.version}, ${size(status.database.bytes)}`,
            },
            {
              term: t('status.schema'),
              value: (
                <>
                  {t('status.migrations', { count: status.database.migrations })}{' '}
                  <When view={view} at={status.database.lastMigration} />
                </>
              ),
            },
            ...(status.disk
              ? [
                  {
                    term: t('status.free'),
                    value: t('status.freeOf', { free: size(status.disk.free), size: size(status.disk.size) }),
                  },
                ]
              : []),
          ]}
        />
      </Section>
    </WorkspaceLayout>
  )
}

import type { PageView } from '#http/view.ts'
import { type MailStatus, mailStatuses, type outbox } from '#modules/notifications/index.ts'
import { Badge } from '#ui/badge.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { Notice, type Tone } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import type { T } from '#ui/view.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { writeCursor } from '../cursor.ts'

const tones: Record<MailStatus, Tone | 'neutral'> = {
  waiting: 'info',
  sending: 'info',
  sent: 'success',
  failed: 'danger',
  kept: 'warning',
}

export const MailBadge = ({ t, status }: { t: T; status: MailStatus }) => (
  <Badge tone={tones[status]} small>
    {t(`mailbox.status.${status}`)}
  </Badge>
)

interface Props {
  view: PageView
  list: Awaited<ReturnType<typeof outbox>>
  counts: Partial<Record<MailStatus, number>>
  status: MailStatus | null
  smtp: boolean
  first: boolean
}

export function MailListPage({ view, list, counts, status, smtp, first }: Props) {
  const { t } = view
  const kept = counts.kept ?? 0
  return (
    <WorkspaceLayout view={view} title={t('mailbox.title')}>
      <PageTitle lead={t('mailbox.lead')}>{t('mailbox.title')}</PageTitle>
      {!smtp && (
        <Notice tone="warning" title={t('mailbox.noServer.title')}>
          <p>{t('mailbox.noServer.text', { count: kept })}</p>
        </Notice>
      )}
      <Chips
        label={t('mailbox.filter')}
        items={[
          { label: t('mailbox.all'), href: paths.mail, current: status === null },
          ...mailStatuses
            .filter((s) => counts[s] || s === status)
            .map((s) => ({
              label: t(`mailbox.status.${s}`),
              href: urlWith(paths.mail, { stand: s }),
              current: s === status,
              count: view.format.formatNumber(counts[s] ?? 0),
            })),
        ]}
      />
      <Table
        t={t}
        caption={t('mailbox.title')}
        captionHidden
        small
        rows={list.mails}
        rowKey={(m) => m.id}
        columns={[
          {
            key: 'subject',
            label: t('mailbox.subject'),
            rowHeader: true,
            cell: (m) => <a href={paths.mailItem(m.id)}>{m.subject}</a>,
          },
          { key: 'to', label: t('mailbox.to'), cell: (m) => <span class="wl-break">{m.to}</span> },
          { key: 'status', label: t('mailbox.state'), cell: (m) => <MailBadge t={t} status={m.status} /> },
          { key: 'at', label: t('mailbox.at'), cell: (m) => <When view={view} at={m.at} now={view.now} /> },
        ]}
        empty={
          <EmptyState icon="mail" title={t('mailbox.empty.title')}>
            {t('mailbox.empty.text')}
          </EmptyState>
        }
      />
      <KeyPager t={t} path={view.path} started={!first} next={list.next && writeCursor(list.next)} />
    </WorkspaceLayout>
  )
}

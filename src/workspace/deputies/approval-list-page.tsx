import type { PageView } from '#http/view.ts'
import { Badge } from '#ui/badge.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import type { Asked } from './approval-words.ts'
import { DeputyLayout } from './layout.tsx'

interface Props {
  view: PageView
  toDecide: readonly Asked[]
  own: readonly Asked[]
  done: string | null
}

/** What waits for this person's answer, and what they wait for themselves. */
export function ApprovalListPage({ view, toDecide, own, done }: Props) {
  const { t } = view
  const table = (rows: readonly Asked[], caption: string, mine: boolean) => (
    <Table
      t={t}
      caption={caption}
      captionHidden
      small
      rows={rows}
      rowKey={(a) => a.approval.id}
      columns={[
        {
          key: 'what',
          label: t('approvals.column.what'),
          rowHeader: true,
          cell: (a) => <a href={paths.approval(a.approval.id)}>{a.title}</a>,
        },
        { key: 'who', label: t('approvals.column.who'), cell: (a) => a.asker },
        {
          key: 'when',
          label: t('approvals.column.when'),
          cell: (a) => <When view={view} at={a.approval.askedAt} now={view.now} />,
        },
        mine
          ? {
              key: 'state',
              label: t('approvals.column.state'),
              cell: (a) => <ApprovalBadge view={view} asked={a} />,
            }
          : {
              key: 'expires',
              label: t('approvals.column.expires'),
              cell: (a) => <When view={view} at={a.approval.expiresAt} as="day" />,
            },
      ]}
    />
  )
  return (
    <DeputyLayout
      view={view}
      title={t('approvals.title')}
      at={paths.approvals}
      waiting={toDecide.length}
      done={done}
    >
      <PageTitle lead={t('approvals.lead')}>{t('approvals.title')}</PageTitle>
      <Section title={t('approvals.toDecide')}>
        {toDecide.length === 0 ? (
          <EmptyState icon="success" title={t('approvals.none.title')} level={3}>
            {t('approvals.none.text')}
          </EmptyState>
        ) : (
          table(toDecide, t('approvals.toDecide'), false)
        )}
      </Section>
      {own.length > 0 && <Section title={t('approvals.own')}>{table(own, t('approvals.own'), true)}</Section>}
    </DeputyLayout>
  )
}

const tones = {
  granted: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
  expired: 'warning',
  open: 'info',
} as const

export function ApprovalBadge({ view, asked: { approval } }: { view: PageView; asked: Asked }) {
  const state = approval.decision ?? (approval.expiresAt <= view.now ? 'expired' : 'open')
  return (
    <Badge tone={tones[state]} small>
      {view.t(`approvals.state.${state}`)}
    </Badge>
  )
}

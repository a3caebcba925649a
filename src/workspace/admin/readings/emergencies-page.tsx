import type { PageView } from '#http/view.ts'
import type { Emergency, emergencies } from '#modules/cases/index.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { writeCursor } from '../../cursor.ts'

interface Props {
  view: PageView
  org: Organisation
  list: Awaited<ReturnType<typeof emergencies>>
  first: boolean
}

const tones = { opened: 'warning', refused: 'danger', not_needed: 'neutral' } as const

/** Every attempt to open a restricted case in an emergency, with its reason. */
export function EmergenciesPage({ view, org, list, first }: Props) {
  const { t, format } = view
  const name = (id: string) => org.staff.get(id)?.name ?? ''
  const outcome = (one: Emergency) =>
    t(`emergency.list.${one.outcome}`, { until: one.until ? format.formatDateTime(one.until) : '' })
  return (
    <WorkspaceLayout view={view} title={t('emergency.list.title')}>
      <Breadcrumbs
        view={view}
        trail={[{ label: t('admin.title'), href: paths.admin }, { label: t('emergency.list.title') }]}
      />
      <PageTitle lead={t('emergency.list.lead')}>{t('emergency.list.title')}</PageTitle>
      <Table
        t={t}
        caption={t('emergency.list.title')}
        captionHidden
        small
        rows={list.emergencies}
        rowKey={(e) => e.id}
        columns={[
          { key: 'at', label: t('emergency.list.at'), cell: (e) => <When view={view} at={e.at} /> },
          {
            key: 'who',
            label: t('emergency.list.who'),
            rowHeader: true,
            cell: (e) => (
              <>
                {name(e.account)}
                {e.actorFor && <small> {t('emergency.list.forWhom', { name: name(e.actorFor) })}</small>}
              </>
            ),
          },
          { key: 'number', label: t('emergency.list.number'), nowrap: true, cell: (e) => e.number },
          {
            key: 'reason',
            label: t('emergency.list.reason'),
            cell: (e) => e.reason ?? <span class="sd-muted">{t('emergency.list.reasonGone')}</span>,
          },
          {
            key: 'outcome',
            label: t('emergency.list.outcome'),
            cell: (e) => (
              <Badge tone={tones[e.outcome]} small>
                {outcome(e)}
              </Badge>
            ),
          },
        ]}
        empty={
          <EmptyState icon="success" title={t('emergency.list.empty.title')}>
            {t('emergency.list.empty.text')}
          </EmptyState>
        }
      />
      <KeyPager t={t} path={view.path} started={!first} next={list.next && writeCursor(list.next)} />
    </WorkspaceLayout>
  )
}

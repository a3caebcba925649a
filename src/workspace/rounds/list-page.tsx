import type { PageView } from '#http/view.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import type { ListedRun } from '#modules/rounds/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  runs: readonly ListedRun[]
  done: boolean
  org: Organisation
  mayManage: boolean
}

/** Walks that are to be walked, the late ones first, and those that are done. */
export function RunsPage({ view, runs, done, org, mayManage }: Props) {
  const { t, format } = view
  return (
    <WorkspaceLayout view={view} title={t('rounds.title')}>
      <PageTitle
        lead={t('rounds.lead')}
        actions={
          mayManage ? (
            <ButtonLink href={paths.adminRounds} icon="edit">
              {t('rounds.manage')}
            </ButtonLink>
          ) : undefined
        }
      >
        {t('rounds.title')}
      </PageTitle>
      <Chips
        label={t('rounds.title')}
        items={[
          { label: t('rounds.open'), href: paths.rounds, current: !done },
          { label: t('rounds.done'), href: urlWith(paths.rounds, { stand: 'fertig' }), current: done },
        ]}
      />
      <Table
        t={t}
        caption={t(done ? 'rounds.done' : 'rounds.open')}
        captionHidden
        small
        rows={runs}
        rowKey={(run) => run.id}
        empty={<EmptyState title={t(done ? 'rounds.noneDone' : 'rounds.none')} />}
        columns={[
          {
            key: 'name',
            label: t('rounds.column.name'),
            rowHeader: true,
            cell: (run) => <a href={paths.run(run.id)}>{run.name}</a>,
          },
          {
            key: 'due',
            label: t('rounds.column.due'),
            nowrap: true,
            cell: (run) => (
              <>
                {format.formatDay(run.dueOn)}{' '}
                {run.late && (
                  <Badge tone="danger" small>
                    {t('rounds.late')}
                  </Badge>
                )}
              </>
            ),
          },
          {
            key: 'progress',
            label: t('rounds.column.progress'),
            cell: (run) => t('rounds.progress', run as never),
          },
          {
            key: 'defects',
            label: t('rounds.column.defects'),
            numeric: true,
            cell: (run) => format.formatNumber(run.defects),
          },
          {
            key: 'who',
            label: t('rounds.column.person'),
            cell: (run) =>
              org.staff.get((done ? run.finishedBy : run.personId) ?? '')?.name ?? t('rounds.anyone'),
          },
          ...(done
            ? [
                {
                  key: 'finished',
                  label: t('rounds.column.finished'),
                  cell: (run: ListedRun) => run.finishedAt && <When view={view} at={run.finishedAt} />,
                },
              ]
            : []),
        ]}
      />
    </WorkspaceLayout>
  )
}

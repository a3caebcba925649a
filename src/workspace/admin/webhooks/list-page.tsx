import type { PageView } from '#http/view.ts'
import type { Hook } from '#modules/webhooks/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

/** How a hook is doing, in a word. */
export function HookBadge({ view: { t }, hook }: { view: PageView; hook: Hook }) {
  if (hook.pausedAt)
    return (
      <Badge tone={hook.pausedWhy === 'by_hand' ? 'neutral' : 'danger'}>
        {t(`webhook.paused.${hook.pausedWhy}`)}
      </Badge>
    )
  if (hook.failingSince) return <Badge tone="warning">{t('webhook.failing')}</Badge>
  return <Badge tone="success">{t('webhook.well')}</Badge>
}

/** All addresses that are told what happens. */
export function HooksPage({
  view,
  hooks,
  done,
}: {
  view: PageView
  hooks: readonly Hook[]
  done?: string | null
}) {
  const { t } = view
  const title = t('admin.area.webhooks.title')
  const make = (
    <ButtonLink kind="primary" icon="plus" href={paths.webhookNew}>
      {t('webhook.new')}
    </ButtonLink>
  )
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      {done && <Notice tone="success" title={t(`webhook.done.${done}`)} live />}
      <PageTitle lead={t('admin.area.webhooks.lead')} actions={hooks.length > 0 ? make : undefined}>
        {title}
      </PageTitle>
      <Table
        t={t}
        caption={title}
        captionHidden
        rows={hooks}
        rowKey={(hook) => hook.id}
        empty={
          <EmptyState title={t('webhook.none.title')} actions={make}>
            {t('webhook.none.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            label: t('webhook.label'),
            rowHeader: true,
            cell: (hook) => <a href={paths.webhook(hook.id)}>{hook.label}</a>,
          },
          { key: 'url', label: t('webhook.url'), cell: (hook) => <span class="wl-break">{hook.url}</span> },
          { key: 'state', label: t('webhook.state'), cell: (hook) => <HookBadge view={view} hook={hook} /> },
          {
            key: 'since',
            label: t('webhook.since'),
            nowrap: true,
            cell: (hook) => <When view={view} at={hook.createdAt} />,
          },
        ]}
      />
    </WorkspaceLayout>
  )
}

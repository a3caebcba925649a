import type { PageView } from '#http/view.ts'
import type { Delivery, DeliveryStatus, Hook } from '#modules/webhooks/index.ts'
import { deliveryStatuses } from '#modules/webhooks/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { KeyPager } from '#ui/pagination.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { writeCursor } from '../../cursor.ts'
import { HookBadge } from './list-page.tsx'

const tones = { waiting: 'info', sent: 'success', failed: 'danger' } as const

interface Props {
  view: PageView
  hook: Hook
  log: { deliveries: readonly Delivery[]; next: { at: string; id: string } | null }
  status: DeliveryStatus | null
  first: boolean
  done?: string | null
}

/** One hook: how it is doing, what may be done to it, and its log. */
export function HookPage({ view, hook, log, status, first, done }: Props) {
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={`${hook.label} – ${t('admin.area.webhooks.title')}`}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('admin.area.webhooks.title'), href: paths.webhooks },
          { label: hook.label },
        ]}
      />
      {done && <Notice tone="success" title={t(`webhook.done.${done}`)} live />}
      {hook.pausedAt && hook.pausedWhy !== 'by_hand' && (
        <Notice tone="danger" title={t(`webhook.why.${hook.pausedWhy}.title`)}>
          <p>{t(`webhook.why.${hook.pausedWhy}.text`)}</p>
        </Notice>
      )}
      <PageTitle actions={<HookBadge view={view} hook={hook} />}>{hook.label}</PageTitle>
      <DescriptionList
        items={[
          { term: t('webhook.url'), value: <span class="wl-break">{hook.url}</span> },
          { term: t('webhook.types'), value: hook.types.join(', ') },
          { term: t('webhook.cases'), value: t(hook.allCases ? 'webhook.casesAll' : 'webhook.casesPublic') },
          { term: t('webhook.since'), value: <When view={view} at={hook.createdAt} /> },
        ]}
      />
      <Actions view={view} hook={hook} />
      <Section title={t('webhook.log')} intro={t('webhook.logIntro')} id="protokoll">
        <Chips
          label={t('webhook.filter')}
          items={[
            { label: t('webhook.everything'), href: paths.webhook(hook.id), current: status === null },
            ...deliveryStatuses.map((s) => ({
              label: t(`webhook.status.${s}`),
              href: urlWith(paths.webhook(hook.id), { stand: s }),
              current: s === status,
            })),
          ]}
        />
        <Log view={view} hook={hook} log={log} />
        <KeyPager
          t={t}
          label={t('webhook.log')}
          path={urlWith(paths.webhook(hook.id), { stand: status })}
          started={!first}
          next={log.next && writeCursor(log.next)}
        />
      </Section>
    </WorkspaceLayout>
  )
}

function Actions({ view: { t }, hook }: { view: PageView; hook: Hook }) {
  const act = (what: string) => paths.webhookAction(hook.id, what)
  return (
    <div class="sd-actions">
      <Form action={act('probe')}>
        <Button kind="secondary">{t('webhook.act.try')}</Button>
      </Form>
      <Form action={act(hook.pausedAt ? 'weiter' : 'pause')}>
        <Button kind="secondary">{t(hook.pausedAt ? 'webhook.act.resume' : 'webhook.act.pause')}</Button>
      </Form>
      <ButtonLink kind="secondary" icon="edit" href={paths.webhookEdit(hook.id)}>
        {t('webhook.act.edit')}
      </ButtonLink>
      <ButtonLink kind="secondary" icon="lock" href={paths.webhookSecret(hook.id)}>
        {t('webhook.act.secret')}
      </ButtonLink>
      <Form action={act('entfernen')}>
        <Button kind="tertiary" danger icon="bin">
          {t('webhook.act.remove')}
        </Button>
      </Form>
    </div>
  )
}

function Log({ view, hook, log }: Pick<Props, 'view' | 'hook' | 'log'>) {
  const { t, format } = view
  return (
    <>
      {log.deliveries.some((d) => d.status === 'failed') && (
        <Form action={paths.webhookAction(hook.id, 'fehlgeschlagene')}>
          <Button kind="secondary" small>
            {t('webhook.act.replayFailed')}
          </Button>
        </Form>
      )}
      <Table
        t={t}
        caption={t('webhook.log')}
        captionHidden
        small
        rows={log.deliveries}
        rowKey={(d) => d.id}
        empty={
          <EmptyState level={3} title={t('webhook.empty.title')}>
            {t('webhook.empty.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'type',
            label: t('webhook.type.label'),
            rowHeader: true,
            cell: (d) => <code>{d.type}</code>,
          },
          {
            key: 'at',
            label: t('webhook.at'),
            nowrap: true,
            cell: (d) => <When view={view} at={d.createdAt} />,
          },
          {
            key: 'status',
            label: t('webhook.state'),
            cell: (d) => (
              <Badge tone={tones[d.status]} small>
                {t(`webhook.status.${d.status}`)}
              </Badge>
            ),
          },
          {
            key: 'answer',
            label: t('webhook.answer'),
            cell: (d) =>
              d.error
                ? t(`webhook.error.${d.error}`, { status: d.answer ?? '' })
                : d.answer
                  ? t('webhook.answered', { status: d.answer, ms: format.formatNumber(d.ms ?? 0) })
                  : '–',
          },
          {
            key: 'next',
            label: t('webhook.attempts'),
            cell: (d) =>
              d.status === 'waiting' && d.attempts > 0
                ? t('webhook.nextTry', { count: d.attempts, at: format.formatDateTime(d.nextAt) })
                : format.formatNumber(d.attempts),
          },
          {
            key: 'again',
            label: t('webhook.act.replay'),
            action: true,
            cell: (d) =>
              d.status !== 'waiting' && (
                <Form action={paths.webhookReplay(hook.id, d.id)} class="">
                  <Button kind="tertiary" small>
                    {t('webhook.act.replay')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
    </>
  )
}

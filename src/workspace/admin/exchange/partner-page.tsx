import type { PageView } from '#http/view.ts'
import type { Checked, Counts, Endpoint, LogLine, OfferChange } from '#modules/exchange/index.ts'
import type { Authority } from '#modules/responsibility/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { Changes } from './changes.tsx'
import { PartnerBadge } from './list-page.tsx'
import { sinceWords, whyWords } from './silence.ts'

export interface PartnerPageProps {
  view: PageView
  endpoint: Endpoint
  counts: Counts
  authority: Authority | null
  log: readonly LogLine[]
  pulls: readonly { at: Date; changes: OfferChange[] }[]
  /** What a check of the connection has just found. */
  checked?: Checked
  /** Why their list could not be pulled just now. */
  trouble?: { why: string; words: string }
  done?: string | null
}

const tones = { waiting: 'info', sent: 'success', failed: 'danger', dropped: 'neutral' } as const

/** One partner: how it is doing, what may be done, what went out, what has changed there. */
export function PartnerPage(props: PartnerPageProps) {
  const { view, endpoint, done, checked, trouble } = props
  const { t } = view
  return (
    <AdminLayout
      view={view}
      title={endpoint.name}
      above={[{ label: t('admin.area.exchange.title'), href: paths.partners }]}
      done={done && t(`exchange.done.${done}`)}
      actions={<PartnerBadge view={view} endpoint={endpoint} />}
    >
      {checked && <CheckResult view={view} checked={checked} />}
      {trouble && (
        <Notice tone="danger" title={whyWords(t, trouble.why)} live>
          {trouble.words && <p>{t('exchange.check.words', { words: trouble.words })}</p>}
        </Notice>
      )}
      <Silence {...props} />
      <Facts {...props} />
      <Actions {...props} />
      <Section title={t('exchange.changes.title')}>
        {props.pulls.length === 0 && (
          <p class="sd-muted">{t(endpoint.pulledAt ? 'exchange.changes.empty' : 'exchange.changes.never')}</p>
        )}
        {props.pulls.map((pull) => (
          <div key={pull.at.getTime()}>
            <h3 class="kern-heading-small">
              <When view={view} at={pull.at} />
            </h3>
            <Changes t={t} changes={pull.changes} />
          </div>
        ))}
      </Section>
      <Log {...props} />
    </AdminLayout>
  )
}

function CheckResult({ view: { t }, checked }: { view: PageView; checked: Checked }) {
  const { services, updates, contact } = checked
  if (!services.ok)
    return (
      <Notice tone="danger" title={t('exchange.check.failed')} live>
        <p>{whyWords(t, services.why)}</p>
        {services.words && <p>{t('exchange.check.words', { words: services.words })}</p>}
      </Notice>
    )
  return (
    <Notice tone="success" title={t('exchange.check.ok', { count: services.count })} live>
      <p>{t(updates ? 'exchange.check.updates' : 'exchange.check.requests')}</p>
      {contact && <p>{t('exchange.check.contact', { contact })}</p>}
      <p>{t('exchange.check.keyNote')}</p>
    </Notice>
  )
}

function Silence({ view, endpoint, counts }: PartnerPageProps) {
  const { t, format, now } = view
  if (!endpoint.failingSince || endpoint.pausedAt) return null
  const later = endpoint.retryAt && endpoint.retryAt > now
  return (
    <Notice
      tone="danger"
      title={t('exchange.silent.title', {
        name: endpoint.name,
        since: sinceWords(view, endpoint.failingSince),
        count: counts.waiting,
      })}
    >
      <p>
        {t(later ? 'exchange.silent.text' : 'exchange.silent.textNow', {
          why: whyWords(t, endpoint.failingWhy),
          at: endpoint.retryAt ? format.formatDateTime(endpoint.retryAt) : '',
        })}
      </p>
    </Notice>
  )
}

function Facts({ view, endpoint, counts, authority }: PartnerPageProps) {
  const { t, lang } = view
  const when = (at: Date | null) => (at ? <When view={view} at={at} /> : t('exchange.overview.never'))
  const ours = authority && [authority.email, authority.phone].filter(Boolean).join(', ')
  return (
    <DescriptionList
      items={[
        { term: t('exchange.overview.url'), value: <span class="wl-break">{endpoint.url}</span> },
        {
          term: t('exchange.overview.authority'),
          value: authority
            ? lang === 'en'
              ? authority.nameEn
              : authority.name
            : t('exchange.overview.noAuthority'),
        },
        {
          term: t('exchange.overview.key'),
          value: t(endpoint.hasKey ? 'exchange.overview.keyThere' : 'exchange.overview.keyMissing'),
        },
        { term: t('exchange.overview.numbers'), value: t('exchange.overview.counts', { ...counts }) },
        {
          term: t('exchange.overview.polls'),
          value: t(
            endpoint.polls === 'updates'
              ? 'exchange.overview.pollsUpdates'
              : endpoint.polls === 'requests'
                ? 'exchange.overview.pollsRequests'
                : 'exchange.overview.pollsUnknown',
          ),
        },
        { term: t('exchange.overview.polled'), value: when(endpoint.polledAt) },
        { term: t('exchange.overview.pulled'), value: when(endpoint.pulledAt) },
        ...(endpoint.contact ? [{ term: t('exchange.overview.contact'), value: endpoint.contact }] : []),
        ...(ours ? [{ term: t('exchange.overview.ourContact'), value: ours }] : []),
      ]}
    />
  )
}

function Actions({ view: { t }, endpoint, counts }: PartnerPageProps) {
  const act = (what: string) => paths.partnerAction(endpoint.id, what)
  const button = (what: string, label: string) => (
    <Form action={act(what)} class="">
      <Button kind="secondary">{t(`exchange.act.${label}`)}</Button>
    </Form>
  )
  return (
    <div class="sd-actions">
      <ButtonLink kind="primary" icon="list" href={paths.partnerServices(endpoint.id)}>
        {t('exchange.act.mapping')}
      </ButtonLink>
      {button('pruefung', 'check')}
      {button('abruf', 'pull')}
      {endpoint.failingSince && !endpoint.pausedAt && button('weiter', 'now')}
      {endpoint.pausedAt ? button('weiter', 'resume') : button('pause', 'pause')}
      <ButtonLink kind="secondary" icon="edit" href={paths.partnerEdit(endpoint.id)}>
        {t('exchange.act.edit')}
      </ButtonLink>
      <ConfirmAction
        label={t('exchange.act.remove')}
        icon="bin"
        danger
        question={t('exchange.remove.title', { name: endpoint.name })}
        action={act('entfernen')}
        confirmLabel={t('exchange.remove.yes')}
      >
        <p>{t('exchange.remove.text', { count: counts.waiting })}</p>
      </ConfirmAction>
    </div>
  )
}

function Log({ view, log }: PartnerPageProps) {
  const { t, format } = view
  return (
    <Section title={t('exchange.log.title')}>
      <Table
        t={t}
        caption={t('exchange.log.title')}
        captionHidden
        small
        rows={log}
        rowKey={(line) => line.id}
        empty={<p class="sd-muted">{t('exchange.log.empty')}</p>}
        columns={[
          {
            key: 'at',
            label: t('exchange.log.at'),
            rowHeader: true,
            nowrap: true,
            cell: (line) => <When view={view} at={line.createdAt} />,
          },
          { key: 'kind', label: t('exchange.log.kind'), cell: (line) => t(`exchange.log.${line.kind}`) },
          {
            key: 'state',
            label: t('exchange.log.state'),
            cell: (line) => (
              <Badge tone={tones[line.status]} small>
                {t(`exchange.log.${line.status}`)}
              </Badge>
            ),
          },
          {
            key: 'attempts',
            label: t('exchange.log.attempts'),
            numeric: true,
            cell: (line) => format.formatNumber(line.attempts),
          },
        ]}
      />
    </Section>
  )
}

import type { PageView } from '#http/view.ts'
import type { Counts, Endpoint } from '#modules/exchange/index.ts'
import type { Authority } from '#modules/responsibility/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { sinceWords } from './silence.ts'

/** How a partner is doing, in a word. */
export function PartnerBadge({ view, endpoint }: { view: PageView; endpoint: Endpoint }) {
  const { t } = view
  if (endpoint.pausedAt) return <Badge>{t('exchange.state.paused')}</Badge>
  if (endpoint.failingSince)
    return (
      <Badge tone="danger">
        {t('exchange.state.failing', { since: sinceWords(view, endpoint.failingSince) })}
      </Badge>
    )
  if (!endpoint.pulledAt) return <Badge tone="info">{t('exchange.state.new')}</Badge>
  return <Badge tone="success">{t('exchange.state.well')}</Badge>
}

interface Props {
  view: PageView
  endpoints: readonly Endpoint[]
  counts: ReadonlyMap<string, Counts>
  authorities: readonly Authority[]
  done: string | null
}

/** All servers that the town exchanges reports with. */
export function PartnersPage({ view, endpoints, counts, authorities, done }: Props) {
  const { t, format, lang } = view
  const make = (
    <ButtonLink kind="primary" icon="plus" href={paths.partnerNew}>
      {t('exchange.new')}
    </ButtonLink>
  )
  const n = (endpoint: Endpoint, key: 'waiting' | 'there' | 'failed') =>
    format.formatNumber(counts.get(endpoint.id)?.[key] ?? 0)
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.exchange.title')}
      lead={t('admin.area.exchange.lead')}
      done={done && t(`exchange.done.${done}`)}
      actions={endpoints.length > 0 ? make : undefined}
    >
      <Table
        t={t}
        caption={t('admin.area.exchange.title')}
        captionHidden
        rows={endpoints}
        rowKey={(e) => e.id}
        empty={
          <EmptyState icon="external" title={t('exchange.none.title')} actions={make}>
            {t('exchange.none.text')}
          </EmptyState>
        }
        columns={[
          {
            key: 'name',
            label: t('exchange.column.name'),
            rowHeader: true,
            cell: (e) => (
              <a class="wl-break" href={paths.partner(e.id)}>
                {e.name}
              </a>
            ),
          },
          {
            key: 'authority',
            label: t('exchange.column.authority'),
            cell: (e) => {
              const authority = authorities.find((a) => a.id === e.authorityId)
              return authority ? (lang === 'en' ? authority.nameEn : authority.name) : '–'
            },
          },
          {
            key: 'state',
            label: t('exchange.column.state'),
            cell: (e) => <PartnerBadge view={view} endpoint={e} />,
          },
          {
            key: 'waiting',
            label: t('exchange.column.waiting'),
            numeric: true,
            cell: (e) => n(e, 'waiting'),
          },
          { key: 'there', label: t('exchange.column.there'), numeric: true, cell: (e) => n(e, 'there') },
          { key: 'failed', label: t('exchange.column.failed'), numeric: true, cell: (e) => n(e, 'failed') },
        ]}
      />
    </AdminLayout>
  )
}

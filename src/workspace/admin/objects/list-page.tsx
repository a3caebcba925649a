import type { PageView } from '#http/view.ts'
import type { FetchState, Layer } from '#modules/objects/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { StateBadge } from './state.tsx'

interface Props {
  view: PageView
  layers: readonly Layer[]
  counts: ReadonlyMap<string, { active: number; gone: number }>
  states: ReadonlyMap<string, FetchState>
}

/** The town's layers of objects, how many each has, and how its source is doing. */
export function LayerListPage({ view, layers, counts, states }: Props) {
  const { t, lang, format } = view
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.objects.title')}
      lead={t('objectAdmin.lead')}
      actions={
        <ButtonLink kind="primary" icon="plus" href={paths.adminLayerNew}>
          {t('objectAdmin.new')}
        </ButtonLink>
      }
    >
      <Table
        t={t}
        caption={t('objectAdmin.caption')}
        captionHidden
        rows={layers}
        rowKey={(layer) => layer.code}
        empty={<EmptyState title={t('objectAdmin.none')}>{t('objectAdmin.noneText')}</EmptyState>}
        columns={[
          {
            key: 'name',
            label: t('objectAdmin.name'),
            rowHeader: true,
            cell: (layer) => <a href={paths.adminLayer(layer.code)}>{layer.name[lang]}</a>,
          },
          {
            key: 'count',
            label: t('objectAdmin.count'),
            numeric: true,
            cell: (layer) => format.formatNumber(counts.get(layer.code)?.active ?? 0),
          },
          {
            key: 'source',
            label: t('objectAdmin.source.label'),
            cell: (layer) => t(`objectAdmin.source.${layer.source}`),
          },
          {
            key: 'state',
            label: t('objectAdmin.state.label'),
            cell: (layer) => {
              const state = states.get(layer.code)
              if (!layer.active) return <Badge small>{t('objectAdmin.off')}</Badge>
              return (
                <>
                  {layer.source === 'wfs' && state && <StateBadge view={view} state={state} />}
                  {!layer.public && <Badge small>{t('objectAdmin.internal')}</Badge>}
                </>
              )
            },
          },
        ]}
      />
    </AdminLayout>
  )
}

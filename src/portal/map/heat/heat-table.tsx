import type { PageView } from '#http/view.ts'
import { Table } from '#ui/table.tsx'
import { type HeatAsked, heatHref, sortings } from './asked.ts'
import type { HeatRow } from './rows.ts'

interface Props {
  view: PageView
  asked: HeatAsked
  rows: readonly HeatRow[]
  total: number
}

/** What the squares of the map say, for those who do not see them; it sorts by links. */
export function HeatTable({ view, asked, rows, total }: Props) {
  const { t, format } = view
  const number = format.formatNumber
  const percent = (share: number, signed = false) =>
    number(share, {
      style: 'percent',
      maximumFractionDigits: 0,
      ...(signed && { signDisplay: 'exceptZero' as const }),
    })
  const column = (key: string, cell: (row: HeatRow) => string) => ({
    key,
    label: t(`map.heat.column.${key}`),
    numeric: true,
    nowrap: true,
    sortable: true,
    cell,
  })
  return (
    <Table
      t={t}
      small
      caption={t('map.heat.table')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      sort={{ by: asked.sort.by, direction: asked.sort.direction }}
      sortHref={(by, direction) =>
        heatHref({ ...asked, sort: { by: sortings.find((s) => s === by) ?? 'jetzt', direction } })
      }
      columns={[
        {
          key: 'ort',
          label: t(asked.byDistrict ? 'map.heat.column.ortsteil' : 'map.heat.column.ort'),
          rowHeader: true,
          sortable: true,
          cell: (row) => (
            <a href={row.href}>{asked.byDistrict ? row.place : t('map.heat.near', { place: row.place })}</a>
          ),
        },
        column('jetzt', (row) => number(row.now)),
        ...(asked.view === 'entwicklung'
          ? [
              column('vorher', (row) => number(row.before ?? 0)),
              column('aenderung', (row) =>
                row.before
                  ? `${number(row.now - row.before, { signDisplay: 'exceptZero' })} (${percent((row.now - row.before) / row.before, true)})`
                  : number(row.now, { signDisplay: 'exceptZero' }),
              ),
              {
                key: 'heisst',
                label: t('map.heat.column.heisst'),
                nowrap: true,
                cell: (row: HeatRow) => t(`map.heat.class.${row.class.key}`),
              },
            ]
          : [
              {
                ...column('anteil', (row) => percent(total > 0 ? row.now / total : 0)),
                sortable: false,
              },
            ]),
      ]}
    />
  )
}

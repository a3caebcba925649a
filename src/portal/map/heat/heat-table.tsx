import type { PageView } from '#http/view.ts'
import { Chips } from '#ui/filter-bar.tsx'
import { LongTable } from '#ui/long-table.tsx'
import { type HeatAsked, heatHref, sortings } from './asked.ts'
import type { HeatRow } from './rows.ts'

interface Props {
  view: PageView
  asked: HeatAsked
  rows: readonly HeatRow[]
  total: number
}

/** What the lines are and how they are sorted, by links, also where the table stands as cards. */
export function HeatRows({ view, asked }: Pick<Props, 'view' | 'asked'>) {
  const { t } = view
  const rows = (byDistrict: boolean) => ({
    label: t(byDistrict ? 'map.heat.byDistrict' : 'map.heat.bySquare'),
    href: heatHref({ ...asked, byDistrict }),
    current: asked.byDistrict === byDistrict,
  })
  return (
    <>
      {asked.view === 'entwicklung' && <Chips label={t('map.heat.rows')} items={[rows(false), rows(true)]} />}
      <Sorting view={view} asked={asked} />
    </>
  )
}

function Sorting({ view: { t }, asked }: Pick<Props, 'view' | 'asked'>) {
  const { by, direction } = asked.sort
  return (
    <Chips
      label={t('map.heat.sort')}
      items={sortings
        .filter((one) => asked.view === 'entwicklung' || one === 'jetzt' || one === 'ort')
        .map((one) => {
          const current = one === by
          const first = one === 'ort' ? 'auf' : 'ab'
          const next = current ? (direction === 'auf' ? 'ab' : 'auf') : first
          return {
            label: `${t(`map.heat.sorting.${one}`)}${current ? (direction === 'auf' ? ' ↑' : ' ↓') : ''}`,
            href: heatHref({ ...asked, sort: { by: one, direction: next } }),
            current,
          }
        })}
    />
  )
}

/** What the squares of the map say, for those who do not see them. */
export function HeatTable({ view, asked, rows, total }: Props) {
  const { t, format } = view
  const number = format.formatNumber
  const percent = (share: number, signed = false) =>
    number(share, {
      style: 'percent',
      maximumFractionDigits: 0,
      ...(signed && { signDisplay: 'exceptZero' as const }),
    })
  const share = (part: number, of: number) =>
    part > 0 && part / of < 0.005 ? `< ${percent(0.01)}` : percent(of > 0 ? part / of : 0)
  const column = (key: string, cell: (row: HeatRow) => string) => ({
    key,
    label: t(`map.heat.column.${key}`),
    numeric: true,
    nowrap: true,
    cell,
  })
  return (
    <LongTable
      t={t}
      small
      figures
      caption={t('map.heat.table')}
      captionHidden
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        {
          key: 'ort',
          label: t(asked.byDistrict ? 'map.heat.column.ortsteil' : 'map.heat.column.ort'),
          rowHeader: true,
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
          : [column('anteil', (row) => share(row.now, total))]),
      ]}
    />
  )
}

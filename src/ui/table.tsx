import { type ComponentChildren, Fragment, isValidElement } from 'preact'
import { cx } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'

export type SortDirection = 'auf' | 'ab'

export interface Column<Row> {
  key: string
  label: string
  cell: (row: Row) => ComponentChildren
  /** The header is then a link that sorts by `key`. */
  sortable?: boolean
  numeric?: boolean
  /** Names the row: read out before its cells, large on phones. */
  rowHeader?: boolean
  /** Numbers and dates that must not break. */
  nowrap?: boolean
  /** A narrow column for buttons; its header is for screen readers only. */
  action?: boolean
}

export interface TableProps<Row> {
  t: T
  caption: string
  /** The caption is then for screen readers only, because a heading says the same. */
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: { by: string; direction: SortDirection }
  sortHref?: (by: string, direction: SortDirection) => string
  /** Marks one row, such as the one in the preview. */
  selected?: string
  rowTone?: (row: Row) => 'warning' | 'danger' | undefined
  small?: boolean
  /** On phones the figures of a line stand beside each other, not each in a line of its own. */
  figures?: boolean
  empty?: ComponentChildren
}

/** A table that sorts by links and turns into cards on phones. */
export function Table<Row>({ t, columns, rows, rowKey, sort, sortHref, ...p }: TableProps<Row>) {
  if (rows.length === 0 && p.empty) return <>{p.empty}</>
  return (
    <div class="sd-tablebox">
      <table
        class={cx('kern-table', 'sd-table', p.small && 'kern-table--small', p.figures && 'sd-table--figures')}
      >
        <caption class={p.captionHidden ? 'kern-sr-only' : 'sd-table__caption'}>{p.caption}</caption>
        <thead class="kern-table__head">
          <tr>
            {columns.map((column) => (
              <Header key={column.key} t={t} column={column} sort={sort} sortHref={sortHref} />
            ))}
          </tr>
        </thead>
        <tbody class="kern-table__body">
          {rows.map((row) => {
            const key = rowKey(row)
            const tone = p.rowTone?.(row)
            return (
              <tr
                key={key}
                class={cx('kern-table__row', tone && `sd-row--${tone}`, key === p.selected && 'is-selected')}
                data-row={key}
                aria-current={key === p.selected ? 'true' : undefined}
              >
                {columns.map((column) => {
                  const look = cx(
                    'kern-table__cell',
                    column.numeric && 'kern-table__cell--numeric',
                    column.nowrap && 'sd-table__nowrap',
                    column.action && 'sd-table__action',
                  )
                  return column.rowHeader ? (
                    <th
                      key={column.key}
                      scope="row"
                      class={cx(look, 'sd-table__rowhead')}
                      data-label={column.label}
                    >
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} class={look} data-label={column.label}>
                      {whole(column.cell(row))}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** On phones a cell is a label and one thing beside it: what is of several pieces is held together. */
const whole = (content: ComponentChildren): ComponentChildren =>
  Array.isArray(content) || (isValidElement(content) && content.type === Fragment) ? (
    <div>{content}</div>
  ) : (
    content
  )

function Header<Row>({
  t,
  column,
  sort,
  sortHref,
}: { t: T; column: Column<Row> } & Pick<TableProps<Row>, 'sort' | 'sortHref'>) {
  const active = sort?.by === column.key ? sort.direction : undefined
  const look = cx('kern-table__header', column.numeric && 'kern-table__header--numeric')
  if (!column.sortable || !sortHref)
    return (
      <th scope="col" class={look}>
        {column.action ? <span class="kern-sr-only">{column.label}</span> : column.label}
      </th>
    )
  const next: SortDirection = active === 'auf' ? 'ab' : 'auf'
  return (
    <th scope="col" class={look} aria-sort={active && (active === 'auf' ? 'ascending' : 'descending')}>
      <a class="sd-sort" href={sortHref(column.key, next)}>
        {column.label}
        <Icon name={active === 'auf' ? 'arrow-up' : active === 'ab' ? 'arrow-down' : 'sort'} size={16} />
        <span class="kern-sr-only"> {t(`ui.table.sort.${next}`)}</span>
      </a>
    </th>
  )
}

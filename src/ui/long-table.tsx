import { Table, type TableProps } from '#ui/table.tsx'

/** On a phone more lines than these are a wall; fewer than these hidden are not worth a tap. */
const FIRST = 10
const FEW = 3

/** A table whose first lines stand there and whose others open on demand, without scripts too. */
export function LongTable<Row>({ rows, first = FIRST, ...table }: TableProps<Row> & { first?: number }) {
  if (rows.length < first + FEW) return <Table rows={rows} {...table} />
  return (
    <>
      <Table rows={rows.slice(0, first)} {...table} />
      <details class="sd-details">
        <summary>{table.t('ui.table.more', { n: rows.length - first })}</summary>
        <Table rows={rows.slice(first)} {...table} />
      </details>
    </>
  )
}

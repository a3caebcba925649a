import type { PageView } from '#http/view.ts'
import { isHidden, type Line } from '#modules/analytics/index.ts'
import { LongTable } from '#ui/long-table.tsx'

/** Three such tables and their pictures stand below each other. */
const FIRST = 6

interface Props {
  view: PageView
  /** Heads the column of names too. */
  title: string
  /** Where the title alone does not tell it from another table of the page. */
  caption?: string
  lines: readonly Line[]
  name: (line: Line) => string
  /** What stands in a line, by the name of its column (`numbers.column.<name>`). */
  cells: Readonly<Record<string, (line: Line) => string>>
}

/** A line for each category, unit, district or month; one that few stand behind says only that there is one. */
export function LineTable({ view, title, caption = title, lines, name, cells }: Props) {
  const { t } = view
  return (
    <LongTable
      t={t}
      first={FIRST}
      small
      figures
      caption={caption}
      captionHidden
      rowKey={(line) => line.key}
      rows={lines}
      columns={[
        { key: 'name', label: title, rowHeader: true, cell: name },
        ...Object.entries(cells).map(([key, cell]) => ({
          key,
          label: t(`numbers.column.${key}`),
          numeric: true,
          nowrap: true,
          cell: (line: Line) => (isHidden(line) ? t('numbers.hidden') : cell(line)),
        })),
      ]}
    />
  )
}

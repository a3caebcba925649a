import type { T } from '#ui/view.ts'

export interface Column {
  label: string
  value: number
  /** The value as people read it. */
  shown: string
}

const width = 420
const height = 200
const foot = 24

/** What happened month by month as columns; the figures stand in a table that the page puts beside it. */
export function ColumnChart({ t, title, columns }: { t: T; title: string; columns: readonly Column[] }) {
  const most = Math.max(1, ...columns.map((c) => c.value))
  const step = width / Math.max(1, columns.length)
  const peak = columns.findIndex((c) => c.value === most)
  const room = height - foot - 24
  return (
    <svg
      class="sd-chart__picture"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}. ${t('ui.chart.seeTable')}`}
    >
      {columns.map((column, i) => {
        const tall = Math.max(column.value > 0 ? 2 : 0, (column.value / most) * room)
        return (
          <rect
            key={column.label}
            class="sd-chart__bar sd-chart__bar--1"
            x={i * step + step * 0.1}
            y={height - foot - tall}
            width={step * 0.8}
            height={tall}
            rx="2"
          />
        )
      })}
      {peak >= 0 && columns[peak]!.value > 0 && (
        <text
          class="sd-chart__value"
          x={Math.min(width - 30, Math.max(30, (peak + 0.5) * step))}
          y="16"
          text-anchor="middle"
        >
          {columns[peak]!.shown}
        </text>
      )}
      {columns.length > 0 && (
        <text class="sd-chart__label" x="0" y={height - 4}>
          {columns[0]!.label}
        </text>
      )}
      {columns.length > 1 && (
        <text class="sd-chart__label" x={width} y={height - 4} text-anchor="end">
          {columns.at(-1)!.label}
        </text>
      )}
    </svg>
  )
}

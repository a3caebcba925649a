import type { T } from '#ui/view.ts'

export interface Bar {
  label: string
  value: number
  /** The value as people read it. */
  shown: string
  /** One of four hues, where bars are of different kinds; all alike otherwise. */
  hue?: 1 | 2 | 3 | 4
}

interface Props {
  t: T
  title: string
  /** Always said: which time, how many cases. */
  period: string
  labelHeading: string
  valueHeading: string
  bars: readonly Bar[]
  level?: 2 | 3
}

/** Labels above their bars, so that the picture is narrow enough for a phone and its words stay readable. */
const row = 56
const width = 420

const shorten = (text: string, to: number): string => (text.length > to ? `${text.slice(0, to - 1)}…` : text)

/** Bars drawn on the server, the same figures as a table behind them. */
export function BarChart({ t, title, period, bars, level = 3, ...words }: Props) {
  const H = `h${level}` as const
  const most = Math.max(1, ...bars.map((bar) => bar.value))
  const room = width - 90
  return (
    <figure class="sd-chart">
      <figcaption>
        <H class="kern-heading-small">{title}</H>
        <p class="sd-muted">{period}</p>
      </figcaption>
      <svg
        class="sd-chart__picture"
        viewBox={`0 0 ${width} ${bars.length * row}`}
        role="img"
        aria-label={`${title}. ${t('ui.chart.seeTable')}`}
      >
        {bars.map((bar, i) => {
          const length = Math.max(2, (bar.value / most) * room)
          const top = i * row
          return (
            <g key={bar.label}>
              <text class="sd-chart__label" x="0" y={top + 18}>
                {shorten(bar.label, 44)}
              </text>
              <rect
                class={`sd-chart__bar sd-chart__bar--${bar.hue ?? 1}`}
                x="0"
                y={top + 26}
                width={length}
                height="20"
                rx="3"
              />
              <text class="sd-chart__value" x={length + 8} y={top + 36} dominant-baseline="central">
                {bar.shown}
              </text>
            </g>
          )
        })}
      </svg>
      <details class="sd-details">
        <summary>{t('ui.chart.table')}</summary>
        <div class="sd-tablebox">
          <table class="kern-table kern-table--small sd-table">
            <caption class="kern-sr-only">
              {title}, {period}
            </caption>
            <thead>
              <tr>
                <th scope="col" class="kern-table__header">
                  {words.labelHeading}
                </th>
                <th scope="col" class="kern-table__header kern-table__header--numeric">
                  {words.valueHeading}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.label}>
                  <th scope="row" class="kern-table__cell" data-label={words.labelHeading}>
                    {bar.label}
                  </th>
                  <td class="kern-table__cell kern-table__cell--numeric" data-label={words.valueHeading}>
                    {bar.shown}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

export interface Row {
  name: string
  value: number
  unit: string
  baseline: number
  ratio: number
  /** The least ratio that is asked for; below it the row is marked. */
  aim: number
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const number = (n: number): string =>
  n >= 1000 ? Math.round(n).toLocaleString('en') : n >= 10 ? n.toFixed(1) : n.toFixed(3)

/** The rows as a table for people. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'measured', '', 'baseline', 'ratio', 'asked'],
    ...rows.map((r) => [
      r.name,
      number(r.value),
      r.unit,
      number(r.baseline),
      r.ratio.toFixed(2),
      `≥ ${r.aim}${r.ratio < r.aim ? '  ✗' : ''}`,
    ]),
  ]
  const widths = cells[0]!.map((_, i) => Math.max(...cells.map((row) => row[i]!.length)))
  return cells
    .map((row) =>
      row
        .map((cell, i) =>
          i === 0 || i === 2 || i === 5 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!),
        )
        .join('  '),
    )
    .join('\n')
}

/** A fill with a sign beside it: nothing is told by colour alone, and the colours differ for colour-blind eyes too. */
export interface HeatClass {
  key: string
  fill: string
  sign: string
}

/** From few to many, light to dark. */
export const heatClasses: readonly HeatClass[] = [
  { key: 'd1', fill: '#ffffcc', sign: '' },
  { key: 'd2', fill: '#c7e9b4', sign: '' },
  { key: 'd3', fill: '#7fcdbb', sign: '' },
  { key: 'd4', fill: '#41b6c4', sign: '' },
  { key: 'd5', fill: '#2c7fb8', sign: '' },
]

/** Purple for fewer, orange for more. */
export const trendClasses = {
  muchLess: { key: 'muchLess', fill: '#998ec3', sign: '▼▼' },
  less: { key: 'less', fill: '#d8daeb', sign: '▼' },
  same: { key: 'same', fill: '#f7f7f7', sign: '=' },
  more: { key: 'more', fill: '#fee0b6', sign: '▲' },
  muchMore: { key: 'muchMore', fill: '#f1a340', sign: '▲▲' },
  few: { key: 'few', fill: '#e3e5ea', sign: '·' },
} as const satisfies Record<string, HeatClass>

/** Below these together a change of one or two would look like a trend. */
const LEAST = 6

/** Squares: half as many are a class lower, however uneven a town is. */
export const heatClass = (n: number, most: number): HeatClass =>
  heatClasses[Math.min(4, Math.floor(Math.sqrt(n / Math.max(1, most)) * 5))]!

export function trendClass({ now, before }: { now: number; before: number }): HeatClass {
  if (now + before < LEAST) return trendClasses.few
  if (before === 0) return trendClasses.muchMore
  const change = (now - before) / before
  if (change <= -0.5) return trendClasses.muchLess
  if (change < -0.1) return trendClasses.less
  if (change <= 0.1) return trendClasses.same
  return change < 0.5 ? trendClasses.more : trendClasses.muchMore
}

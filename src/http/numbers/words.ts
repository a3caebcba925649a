import type { PageView } from '#http/view.ts'
import type { Line } from '#modules/analytics/index.ts'

/** A number; less than nothing means that it is too small to be told. */
export const count = ({ t, format }: PageView, n: number): string =>
  n < 0 ? t('numbers.hidden') : format.formatNumber(n)

export const percent = ({ format }: PageView, share: number): string =>
  format.formatNumber(share, { style: 'percent', maximumFractionDigits: 0 })

/** The share that kept its target. */
export const share = (view: PageView, { judged, inTime }: Line): string =>
  judged > 0 ? percent(view, inTime / judged) : view.t('numbers.unknown')

/** Minutes as people say them: minutes up to two hours, hours up to two days, then days. */
export function duration({ t, format }: PageView, minutes: number | undefined): string {
  if (minutes === undefined) return t('numbers.unknown')
  const said = (key: string, n: number) =>
    t(`numbers.time.${key}`, { n: format.formatNumber(n, { maximumFractionDigits: n < 10 ? 1 : 0 }) })
  if (minutes < 120) return said('minutes', Math.round(minutes))
  return minutes < 2880 ? said('hours', Math.round(minutes / 60)) : said('days', minutes / 1440)
}

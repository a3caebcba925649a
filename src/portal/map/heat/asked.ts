import { type TrendMonths, trendMonths } from '#modules/analytics/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { type Change, hrefOf, type ListFilter, readFilter } from '#portal/reports/filter.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'

/** How else the map is looked at: where reports lie thick, and where they grow more or fewer. */
export const heatViews = ['dichte', 'entwicklung'] as const
export type HeatView = (typeof heatViews)[number]
/** So many whole months are compared with as many before. */
export const spans = ['1', '3', '12'] as const
export const sortings = ['jetzt', 'vorher', 'aenderung', 'ort'] as const

export interface HeatAsked {
  view: HeatView
  filter: ListFilter
  span: (typeof spans)[number]
  months: TrendMonths
  /** The table by districts instead of squares. */
  byDistrict: boolean
  sort: { by: (typeof sortings)[number]; direction: 'auf' | 'ab' }
}

export const heatViewOf = (query: URLSearchParams): HeatView | null =>
  heatViews.find((view) => view === query.get('ansicht')) ?? null

/** What an address says wrongly is left out of account. */
export async function readHeat(ctx: Ctx, query: URLSearchParams, view: HeatView): Promise<HeatAsked> {
  const filter = await readFilter(ctx, query)
  const span = spans.find((one) => one === query.get('zeitraum')) ?? '3'
  const by = sortings.find((one) => one === query.get('sortieren'))
  return {
    view,
    filter,
    span,
    months: trendMonths(ctx, Number(span)),
    byDistrict: view === 'entwicklung' && query.get('nach') === 'ortsteil',
    sort: by
      ? { by, direction: query.get('richtung') === 'auf' ? 'auf' : 'ab' }
      : { by: view === 'dichte' ? 'jetzt' : 'aenderung', direction: 'ab' },
  }
}

/** The same view, changed here and there; what stands as usual is not in the address. */
export function heatHref(
  a: Pick<HeatAsked, 'filter' | 'view' | 'span' | 'byDistrict'> & Partial<Pick<HeatAsked, 'sort'>>,
  path: string = paths.map,
  change: Change = {},
): string {
  const trend = a.view === 'entwicklung'
  // Words, an address and days are no question to counts by month.
  const without = trend ? { q: '', nahe: '', tage: null, bereich: null } : { nahe: '', bereich: null }
  return urlWith(hrefOf(path, a.filter, { ...change, ...without }), {
    ansicht: path === paths.map ? a.view : null,
    zeitraum: trend && a.span !== '3' ? a.span : null,
    nach: trend && a.byDistrict ? 'ortsteil' : null,
    sortieren: a.sort?.by ?? null,
    richtung: a.sort?.direction ?? null,
  })
}

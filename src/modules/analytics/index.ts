export { type LateReason, lateReasons } from './facts.ts'
export { followNumbers } from './following.ts'
export { type LateCase, lateCases } from './late-cases.ts'
export {
  type Line,
  type Numbers,
  type NumbersFilter,
  publicNumbers,
  townNumbers,
  yearsCounted,
} from './numbers.ts'
export type { Satisfaction } from './satisfaction.ts'
export { isHidden, SMALLEST_GROUP, withoutSmall } from './small-groups.ts'
export type { Spread } from './spread.ts'
export {
  type Change,
  type TrendCell,
  type TrendFilter,
  type TrendMonths,
  trendAreas,
  trendCells,
  trendMonths,
  trendSeries,
} from './trend.ts'

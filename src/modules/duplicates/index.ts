export { likelyDuplicates, sameReports } from './asking.ts'
export type { Found } from './finding.ts'
export { keepOpenReports, reportsAreKept } from './keeping.ts'
export {
  alike,
  compare,
  FARTHER,
  isLikely,
  type Likeness,
  type Look,
  pieces,
  SAME_WORDS,
  score,
} from './likeness.ts'

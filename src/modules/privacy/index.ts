export { approvesPrivacy, holdToLift, partiesToErase } from './approving.ts'
export {
  forgetReasons,
  type Hold,
  heldNow,
  holds,
  LONGEST_REASON,
  placeHold,
} from './holds.ts'
export { askToLift, LIFT } from './lifting.ts'
export {
  actions,
  exceptTypes,
  LONGEST_DAYS,
  letters,
  measures,
  type Processing,
  type ProcessingValue,
  processingOf,
  processingSchema,
} from './processing.ts'
export {
  assertManagesPrivacy,
  assertReadsPrivacy,
  changeProcessing,
  periodOf,
  processing,
  processings,
} from './processings.ts'
export {
  type ArticleRecord,
  articleRecord,
  articleRecordPdf,
  controllerRows,
  processingRows,
  protective,
} from './record.ts'
export {
  askErasure,
  closeRequest,
  ERASE,
  identifications,
  openRequest,
  ownErasureAsked,
  requestKinds,
  type SubjectRequest,
  subjectRequest,
  subjectRequests,
} from './requests.ts'
export { type Counts, countRun, lastRun, type Run, ranToday, runs, today } from './runs.ts'
export { basisOf, daysInWords, termOf } from './wording.ts'

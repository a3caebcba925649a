export { casesAtObject, objectOfReport, objectsOfReports } from './at-object.ts'
export {
  bundleOf,
  discardAll,
  dropFromBundle,
  MOST_AT_ONCE,
  oneMore,
  switchDraft,
} from './bundle.ts'
export {
  type Catalogue,
  type Category,
  type CategoryGroup,
  catalogue,
  type Danger,
  type Publish,
  publishWhen,
} from './category.ts'
export { type Correction, correctReport } from './correcting.ts'
export {
  beginDraft,
  continueDraft,
  type Draft,
  type DraftAnswers,
  discardDraft,
  draftByToken,
  finishDraft,
} from './drafts.ts'
export {
  countForExchange,
  type ExchangedReport,
  type ExchangeFilter,
  publicWords,
  reportsForExchange,
} from './exchange.ts'
export { publicAnswers, reportAnswers } from './exporting.ts'
export { identifyReport } from './identifying.ts'
export { importCategories } from './import-categories.ts'
export { importReports } from './import-reports.ts'
export { type FixedReport, latestFixed } from './latest-fixed.ts'
export { askToLearn, type Learned, learnedState } from './learning/learned.ts'
export type { Figures } from './learning/measuring.ts'
export {
  type CategoryInput,
  categoryInput,
  changeCategory,
  createCategory,
  type ManagedCategory,
  managedCategories,
  managedCategory,
} from './managing.ts'
export { type Cluster, clusters } from './map-clusters.ts'
export { countForMap, mapIsCounted } from './map-counting.ts'
export {
  boxOfCells,
  type CellRange,
  cellsOf,
  type GeoBox,
  gridOf,
  gridX,
  gridY,
  placeAt,
  shiftAt,
} from './map-grid.ts'
export { canMove, MOVE_MINUTES, moveDraft, moveToken } from './moving.ts'
export { layersFor, requiredLayer } from './object-layers.ts'
export { firstReportAt, type OpenFilter, type OpenReport, openReports } from './open-data.ts'
export { bindDraft, dropOwnDraft, type OwnDraft, ownDrafts, resumeDraft } from './own-drafts.ts'
export { countReports, MOST_COUNTED } from './public-count.ts'
export {
  type Dot,
  type ListedReport,
  publicReports,
  type ReportFilter,
  reportDots,
  weekFigures,
} from './public-list.ts'
export { photosAwait, publicAtOnce } from './publishing.ts'
export { reclassify } from './reclassifying.ts'
export {
  MOST_LOOKED_AT,
  type Repeat,
  type RepeatedPlace,
  type RepeatFilter,
  repeatedObjects,
  repeatedPlaces,
  SAME_METRES,
  timesAtObject,
  timesAtPlace,
} from './repeats.ts'
export { type Report, reportOf } from './report.ts'
export { ROUGHLY, type Roughly, roughlyOf } from './rough-place.ts'
export { type NewPart, splitReport } from './splitting.ts'
export { foresee, type NewReport, type PlacedBy, type Submitted, submit } from './submitting.ts'
export {
  dangersAdded,
  dangersIn,
  type Guess,
  guessCategories,
  type Suggestion,
  suggestCategories,
} from './suggesting.ts'
export { type ReportUpdate, reportUpdates } from './updates.ts'

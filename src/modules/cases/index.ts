export { addAsFollower } from './adding.ts'
export { addressDigests, addressesOf } from './addresses.ts'
export { assignCase, takeCase } from './assigning.ts'
export { type Author, authorOn } from './authors.ts'
export { BLACK, blackOutWords, type Part, partsOf, type Range, stampOf } from './black-words.ts'
export {
  type Case,
  type CaseAction,
  type CaseStatus,
  CHILD,
  caseCan,
  type Outcome,
  outcomes,
  permissionFor,
  priorities,
  statuses,
  transitions,
} from './case.ts'
export { changedCases } from './changed.ts'
export {
  type Child,
  childrenOf,
  parentNumber,
  type SplitMode,
  splitModeOf,
  splitModes,
} from './children.ts'
export { type Whole, wholeOf } from './children-seeing.ts'
export { type ChildStep, childSteps } from './children-words.ts'
export { type Closure, closeCase } from './closing.ts'
export { CLOSE_STEP, endsByPeople, waitingClosure } from './closing-by-two.ts'
export type { SeenParts } from './closing-parts.ts'
export { caseToCorrect, correctWords, hasBegun, mayCorrect } from './correcting.ts'
export { tellDue } from './digest.ts'
export { type EarlierWords, earlierOf, messagesWithEarlier, readsOriginals } from './earlier-words.ts'
export {
  type EmergencyOutcome,
  openInEmergency,
  SHORTEST_REASON,
} from './emergency.ts'
export { type Emergency, emergencies, myEmergencies } from './emergency-list.ts'
export { mayReadFile } from './files-of-case.ts'
export { followedCases, unfollow } from './followed.ts'
export {
  endSupport,
  followAsCitizen,
  followableCase,
  followsCase,
  support,
  supporterKey,
  unfollowAsCitizen,
} from './following.ts'
export { askToFollow, caseToFollow, confirmFollowing } from './following-by-mail.ts'
export { DAYS_AFTER_END } from './forgetting-originals.ts'
export { handOver, handToAuthority } from './handing-over.ts'
export { hearFromOutside } from './hearing.ts'
export { type HistoryEntry, historyOf, publicEventTypes, reasonOf } from './history.ts'
export { noteObject } from './identifying.ts'
export { keptCase, type Merge, mergedCases, mergeOf } from './merged.ts'
export { mergeCases, type NewMerge, unmergeCase } from './merging.ts'
export { firstWordsOf, type Message, messagesOf } from './messages.ts'
export { type Readers, readersOf } from './named.ts'
export type { Named } from './naming.ts'
export { casesOfParties } from './of-parties.ts'
export { type NewCase, type OpenedCase, openCase } from './opening.ts'
export { type Ending, endingOf } from './outcome.ts'
export {
  joinCase,
  knowableParty,
  type OwnCase,
  ownCase,
  ownCases,
  ownParties,
  type SameReporter,
  sameReporterCases,
  speakingParty,
} from './own.ts'
export type { PastCase, PastEnding } from './past-rows.ts'
export { type Person, peopleOf } from './people.ts'
export { ownPhotos, photoToMark, redactCasePhoto, showCasePhoto } from './photo-redacting.ts'
export { planCase, scheduleCase, startCase } from './planning.ts'
export { findPrivate, type PrivateKind, type PrivatePassage } from './private-words.ts'
export {
  awaitingLook,
  awaitLook,
  type Publication,
  publicationOf,
  publishCase,
  setPublic,
  unpublishCase,
} from './publishing.ts'
export { recordCase, recordPreview, recordWorkList } from './reading-cases.ts'
export { findRead, type ReadSubject, readSubjects } from './reading-subjects.ts'
export { type Reclassification, reclassifyCase } from './reclassifying.ts'
export {
  type OwnMessage,
  ownMessages,
  type RedactionReason,
  redactionReasons,
  redactWords,
  restoreWords,
  wordsToMark,
} from './redacting.ts'
export { relatedCases } from './related.ts'
export { type Reopening, reopenCase } from './reopening.ts'
export {
  liftRestriction,
  type NewRestriction,
  type Restriction,
  type RestrictionReason,
  restrictCase,
  restrictionOf,
  restrictionReasons,
} from './restricting.ts'
export { caseToHold, type FoundPerson, findSubjects, numbersOf, peopleBy } from './retention-finding.ts'
export { type ErasureLine, erasePeople, erasureOf, type Kept } from './retention-people.ts'
export {
  casesToGo,
  type DueCase,
  type Outlook,
  retentionOutlook,
  type Week,
  weeksToCome,
} from './retention-preview.ts'
export { type CaseRow, caseColumns, toCase } from './row.ts'
export { addNote, LONGEST_TEXT, notePhoto, reply } from './speaking.ts'
export { type NewChild, splitCase } from './splitting.ts'
export { isNotified, stopNotifying, stopNotifyingOwn, stopToken } from './stopping.ts'
export type { CaseAnswers, ExportSection, PersonExport } from './subject-export.ts'
export { exportedFile } from './subject-export-files.ts'
export type { FileUrl } from './subject-export-json.ts'
export { type ExportOptions, exportOfParties } from './subject-export-made.ts'
export { addSubject } from './subjects.ts'
export { endTakenOver, takeOverCases } from './taking-over.ts'
export { writeToAuthority } from './telling-authority.ts'
export { hasThanked, thank } from './thanking.ts'
export { holderByToken, reporterOf, trackingToken } from './tracking.ts'
export { anyOpenAt } from './unit-load.ts'
export { findUnusualReading } from './unusual-reading.ts'
export { caseFor, deputisesOn, grantOn, mayDo, visibleCase, visibleCases } from './visible.ts'
export { openEvents, openParts } from './visible-parts.ts'
export { mailbox, nobodyElse, type Waiting, waitingFor } from './waiting.ts'
export { hasWords } from './words.ts'
export {
  COUNT_LIMIT,
  type Cursor,
  endOfDay,
  openedSince,
  type View,
  viewCounts,
  views,
  type WorkList,
  type WorkListFilter,
  workList,
} from './work-list.ts'
export { addPartyMessage } from './writing.ts'

export { type Change, recordChange } from './change.ts'
export { changeFamilies, changes, type KeptChange } from './changes.ts'
export { eraseChanges, eraseChangesBefore } from './erasing.ts'
export { makeProof, type Proof } from './proof.ts'
export { type CheckedProof, checkProof } from './proof-check.ts'
export { recordReading, recordReadings } from './reading.ts'
export { recordList, type Shown, unfoldLists } from './reading-lists.ts'
export { forgetReadings } from './reading-retention.ts'
export { type Reading, readings, readingsOf } from './readings-of.ts'
export { lastSeal, newestSeals, SEAL_FORMAT, type Seal, sealsAfter } from './seal.ts'
export {
  keepUnusual,
  median,
  type ReadingDay,
  type Unusual,
  type UnusualKind,
  unusualIn,
  unusualKinds,
} from './unusual.ts'
export { openedPerDay, unusualDays } from './unusual-list.ts'
export type { Fault } from './verify.ts'
export { publishedLines, type VerificationRecord, verifications, verifyAndRecord } from './verify-record.ts'

export {
  assertManagesRounds,
  changeRound,
  LONGEST_NAME,
  makeRound,
  managedRound,
  managedRounds,
  type RoundInput,
  today,
  walksAt,
} from './managing.ts'
export { lengthOf } from './ordering.ts'
export { type ListedRun, lastSeen, mayWalk, runById, runsFor, type Stop, stopsOf } from './reading.ts'
export { type Rhythm, rhythmSchema } from './rhythm.ts'
export {
  type Finding,
  type Hindrance,
  hindrances,
  questionKinds,
  type Result,
  type Round,
  type Run,
  results,
} from './round.ts'
export { MOST_STOPS, makeDueRuns, makeRun } from './running.ts'
export { finishRun, giveRun, readAnswers, recordFinding, type Seen } from './walking.ts'

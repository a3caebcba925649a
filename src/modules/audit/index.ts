export { type Change, recordChange } from './change.ts'
export { type Reading, readingsOf, recordReading } from './reading.ts'

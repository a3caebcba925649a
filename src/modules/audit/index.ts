export { type Reading, readingsOf, recordReading } from './reading.ts'

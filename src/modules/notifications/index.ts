export { eraseLetters, eraseMail, eraseMailBefore } from './erasing.ts'
export { type Cause, LETTERS_A_DAY, mayCause } from './limiting.ts'
export { type Notification, notify } from './notify.ts'
export {
  hideMails,
  type MailStatus,
  mailById,
  mailStatuses,
  type OutboxMail,
  outbox,
  outboxCounts,
} from './outbox.ts'
export {
  countUnreachable,
  type Unreachable,
  unreachable,
  unreachableAddresses,
} from './unreachable.ts'

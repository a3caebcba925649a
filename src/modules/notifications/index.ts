export { eraseLetters, eraseMail, eraseMailBefore } from './erasing.ts'
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

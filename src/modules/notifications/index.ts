export { type Notification, notify } from './notify.ts'
export { type MailStatus, mailById, mailStatuses, type OutboxMail, outbox, outboxCounts } from './outbox.ts'

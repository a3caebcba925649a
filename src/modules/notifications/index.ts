export { type Notification, notify } from './notify.ts'
export { mailById, type MailStatus, mailStatuses, outbox, outboxCounts, type OutboxMail } from './outbox.ts'

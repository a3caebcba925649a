import { deliverMail } from '#platform/mail/deliver.ts'
import type { Module } from '#platform/module.ts'

export const notificationsModule: Module = {
  name: 'notifications',
  permissions: ['mail.read'],
  sweeps: { mail: { every: 5, run: deliverMail } },
}

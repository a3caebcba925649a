import { deliverMail } from '#platform/mail/deliver.ts'
import type { Module } from '#platform/module.ts'
import { accountEvents, tellOwner } from './account-letters.ts'
import { forgetCaused } from './limiting.ts'
import { tellAsker, tellDeciders } from './telling-approvals.ts'
import { tellDeputies } from './telling-deputies.ts'

export const notificationsModule: Module = {
  name: 'notifications',
  permissions: ['mail.read'],
  on: {
    'deputyship.named': tellDeputies,
    'deputyship.began': tellDeputies,
    'deputyship.rested': tellDeputies,
    'deputyship.ended': tellDeputies,
    'approval.asked': tellDeciders,
    'approval.granted': tellAsker,
    'approval.refused': tellAsker,
    'approval.expired': tellAsker,
    ...Object.fromEntries(accountEvents.map((type) => [type, tellOwner])),
  },
  schedule: { caused: { every: 3600, run: forgetCaused } },
  sweeps: { mail: { every: 5, run: deliverMail } },
}

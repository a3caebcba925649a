import type { Module } from '#platform/module.ts'
import { clean } from './cleaning.ts'
import { sendWebhooks } from './delivering.ts'

export const webhooksModule: Module = {
  name: 'webhooks',
  permissions: ['webhooks.manage'],
  schedule: { cleaning: { every: 3600, run: clean } },
  sweeps: { deliver: { every: 2, run: (platform) => sendWebhooks(platform) } },
}

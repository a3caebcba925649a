import { sweepCommands } from '#platform/idempotency.ts'
import type { Module } from '#platform/module.ts'

export const tenancyModule: Module = {
  name: 'tenancy',
  permissions: ['settings.manage', 'system.status'],
  schedule: { commands: { every: 3600, run: sweepCommands } },
}

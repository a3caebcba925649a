import { sweepCommands } from '#platform/idempotency.ts'
import type { Module } from '#platform/module.ts'

export const tenancyModule: Module = {
  name: 'tenancy',
  permissions: ['settings.manage'],
  schedule: { commands: { every: 3600, run: sweepCommands } },
}

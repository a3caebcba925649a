import type { Module } from '#platform/module.ts'
import { unfoldLists } from './reading-lists.ts'
import { forgetReadings } from './reading-retention.ts'
import { sealNow } from './seal.ts'
import { publishSeals } from './seal-publish.ts'
import { verifyDaily } from './verify-record.ts'

export const auditModule: Module = {
  name: 'audit',
  permissions: ['audit.read'],
  schedule: {
    seals: {
      every: 30,
      run: async (ctx) => {
        await sealNow(ctx, { everyMinutes: ctx.platform.config.sealMinutes })
      },
    },
    lists: {
      every: 60,
      run: async (ctx) => {
        await unfoldLists(ctx)
      },
    },
    retention: {
      every: 3600,
      run: async (ctx) => {
        await forgetReadings(ctx)
      },
    },
  },
  sweeps: {
    published: { every: 60, run: publishSeals },
    verify: { every: 3600, run: verifyDaily },
  },
}

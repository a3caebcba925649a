import type { Module } from '#platform/module.ts'
import { unfoldLists } from './reading-lists.ts'
import { forgetReadings } from './reading-retention.ts'

export const auditModule: Module = {
  name: 'audit',
  schedule: {
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
}

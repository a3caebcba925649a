import type { Module } from '#platform/module.ts'
import { clean, eraseTransfers } from './erasing.ts'
import { exchangeAll } from './exchanging.ts'
import { pullDaily } from './pulling.ts'
import { queueForwarded, queueSaid } from './queueing.ts'

export const exchangeModule: Module = {
  name: 'exchange',
  permissions: ['exchange.manage'],
  on: {
    'case.forwarded': queueForwarded,
    'case.replied': queueSaid,
    'case.closed': queueSaid,
    'case.reopened': queueSaid,
    'case.anonymised': eraseTransfers,
  },
  schedule: { cleaning: { every: 3600, run: clean } },
  sweeps: {
    exchange: { every: 20, run: (platform) => exchangeAll(platform) },
    pull: { every: 3600, run: (platform) => pullDaily(platform) },
  },
}

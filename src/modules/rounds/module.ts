import type { Module } from '#platform/module.ts'
import { makeDueRuns } from './running.ts'
import { tellLate, tellWalker } from './telling.ts'

export const roundsModule: Module = {
  name: 'rounds',
  permissions: ['rounds.manage', 'rounds.walk'],
  on: { 'round.due': tellWalker },
  schedule: {
    due: { every: 300, run: makeDueRuns },
    late: { every: 3600, run: tellLate },
  },
}

import type { Module } from '#platform/module.ts'
import { findAllDoubles } from './finding.ts'

export const partiesModule: Module = {
  name: 'parties',
  permissions: ['parties.merge'],
  schedule: { doubles: { every: 60, run: findAllDoubles } },
}

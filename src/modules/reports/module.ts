import type { Module } from '#platform/module.ts'
import { sweepDrafts } from './drafts.ts'
import { eraseReport } from './erasing.ts'
import { learnWhereDue } from './learning/learned.ts'
import { countForMap } from './map-counting.ts'
import { noteAwaited } from './publishing.ts'

export const reportsModule: Module = {
  name: 'reports',
  permissions: ['reports.manage'],
  on: { 'case.anonymised': eraseReport, 'case.opened': noteAwaited },
  sweeps: { learn: { every: 300, run: learnWhereDue } },
  schedule: { drafts: { every: 600, run: sweepDrafts }, map: { every: 10, run: countForMap } },
}

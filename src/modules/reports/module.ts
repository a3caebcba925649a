import type { Module } from '#platform/module.ts'
import { sweepDrafts } from './drafts.ts'
import { eraseReport } from './erasing.ts'
import { countForMap } from './map-counting.ts'

export const reportsModule: Module = {
  name: 'reports',
  permissions: ['reports.manage'],
  on: { 'case.anonymised': eraseReport },
  schedule: { drafts: { every: 600, run: sweepDrafts }, map: { every: 10, run: countForMap } },
}

import type { Module } from '#platform/module.ts'
import { keepOpenReports, noteReport } from './keeping.ts'

const moving = [
  'case.opened',
  'case.closed',
  'case.reopened',
  'case.unmerged',
  'case.reclassified',
  'case.anonymised',
] as const

export const duplicatesModule: Module = {
  name: 'duplicates',
  on: Object.fromEntries(moving.map((type) => [type, noteReport])),
  schedule: { open_reports: { every: 60, run: keepOpenReports } },
}

import type { Module } from '#platform/module.ts'
import { sweepDrafts } from './drafts.ts'

export const reportsModule: Module = {
  name: 'reports',
  permissions: ['reports.manage'],
  schedule: { drafts: { every: 600, run: sweepDrafts } },
}

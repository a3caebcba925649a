import type { Module } from '#platform/module.ts'
import { forgetWho, sweepDays } from './forgetting.ts'

export const fieldworkModule: Module = {
  name: 'fieldwork',
  on: { 'case.anonymised': forgetWho },
  schedule: { days: { every: 3600, run: sweepDays } },
}

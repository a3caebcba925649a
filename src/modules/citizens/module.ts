import type { Module } from '#platform/module.ts'
import { clean } from './cleaning.ts'

export const citizensModule: Module = {
  name: 'citizens',
  permissions: ['parties.confirm'],
  schedule: { cleaning: { every: 3600, run: clean } },
}

import type { Module } from '#platform/module.ts'
import { clean } from './cleaning.ts'

export const identityModule: Module = {
  name: 'identity',
  permissions: ['keys.manage'],
  schedule: { cleaning: { every: 3600, run: clean } },
}

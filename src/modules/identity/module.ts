import type { Module } from '#platform/module.ts'
import { clean } from './cleaning.ts'
import { cleanSignOn } from './oidc/cleaning.ts'

export const identityModule: Module = {
  name: 'identity',
  permissions: ['keys.manage', 'sign_in.manage'],
  schedule: { cleaning: { every: 3600, run: clean }, sign_on_cleaning: { every: 3600, run: cleanSignOn } },
}

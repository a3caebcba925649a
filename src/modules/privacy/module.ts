import type { Module } from '#platform/module.ts'
import { liftGranted } from './lifting.ts'

export const privacyModule: Module = {
  name: 'privacy',
  permissions: ['privacy.read', 'privacy.manage', 'privacy.approve'],
  on: { 'approval.granted': liftGranted },
}

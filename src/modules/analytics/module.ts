import type { Module } from '#platform/module.ts'
import { followNumbers } from './following.ts'

export const analyticsModule: Module = {
  name: 'analytics',
  permissions: ['numbers.read'],
  sweeps: { follow: { every: 60, run: followNumbers } },
}

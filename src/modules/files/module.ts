import type { Module } from '#platform/module.ts'
import { destroyKeyless, sweepRemoved } from './erasing.ts'

export const filesModule: Module = {
  name: 'files',
  permissions: ['files.original'],
  restored: destroyKeyless,
  sweeps: { removed: { every: 600, run: sweepRemoved } },
}

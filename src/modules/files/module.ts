import type { Module } from '#platform/module.ts'
import { sweepRemoved } from './erasing.ts'

export const filesModule: Module = {
  name: 'files',
  permissions: ['files.original'],
  sweeps: { removed: { every: 600, run: sweepRemoved } },
}

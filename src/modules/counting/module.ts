import type { Module } from '#platform/module.ts'
import { forgetNetworks } from './network.ts'

export const countingModule: Module = {
  name: 'counting',
  schedule: { forget: { every: 3600, run: forgetNetworks } },
}

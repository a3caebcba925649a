import type { Module } from '#platform/module.ts'
import { fetchLayers } from './fetching.ts'

export const objectsModule: Module = {
  name: 'objects',
  permissions: ['objects.manage'],
  sweeps: { wfs: { every: 30, run: (platform) => fetchLayers(platform) } },
}

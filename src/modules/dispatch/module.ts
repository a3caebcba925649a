import type { Module } from '#platform/module.ts'
import { dispatchCase } from './dispatching.ts'
import { decided } from './proposal.ts'

export const dispatchModule: Module = {
  name: 'dispatch',
  permissions: ['cases.dispatch'],
  on: {
    'case.opened': dispatchCase,
    'case.handed_over': dispatchCase,
    'case.reclassified': dispatchCase,
    'case.taken': (ctx, event) => decided(ctx, event.stream),
    'case.assigned': (ctx, event) => decided(ctx, event.stream),
  },
}

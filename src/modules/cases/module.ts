import type { Module } from '#platform/module.ts'
import { permissionFor } from './case.ts'
import { forwardOpened } from './forwarding.ts'
import { tellAuthority, tellParties } from './telling.ts'
import { keepWords } from './words.ts'

export const casesModule: Module = {
  name: 'cases',
  permissions: ['cases.read', ...new Set(Object.values(permissionFor))],
  on: {
    'case.opened': async (ctx, event) => {
      await keepWords(ctx, event.stream)
      await tellParties(ctx, event)
      await forwardOpened(ctx, event)
    },
    'case.reclassified': (ctx, event) => keepWords(ctx, event.stream),
    'case.forwarded': tellAuthority,
    'case.scheduled': tellParties,
    'case.replied': tellParties,
    'case.closed': tellParties,
    'case.reopened': tellParties,
  },
}

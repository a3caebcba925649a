import type { Module } from '#platform/module.ts'
import { permissionFor } from './case.ts'
import { forwardOpened } from './forwarding.ts'
import { tellAuthority, tellParties } from './telling.ts'

export const casesModule: Module = {
  name: 'cases',
  permissions: ['cases.read', ...new Set(Object.values(permissionFor))],
  on: {
    'case.opened': async (ctx, event) => {
      await tellParties(ctx, event)
      await forwardOpened(ctx, event)
    },
    'case.forwarded': tellAuthority,
    'case.scheduled': tellParties,
    'case.replied': tellParties,
    'case.closed': tellParties,
    'case.reopened': tellParties,
  },
}

import type { Module } from '#platform/module.ts'
import { clean } from './cleaning.ts'
import { closeAccount, closeAccountsOf, closeOrganisationsOf, dropClaimsOn } from './closing.ts'

export const citizensModule: Module = {
  name: 'citizens',
  permissions: ['parties.confirm'],
  on: {
    // Whoever is erased as a person (parties) has no account any more.
    'party.erased': async (ctx, { stream }) => {
      await closeAccountsOf(ctx, [stream])
      await closeOrganisationsOf(ctx, [stream])
      await dropClaimsOn(ctx, [stream])
    },
  },
  eraseAgain: { 'citizen.left': (ctx, { stream }) => closeAccount(ctx, stream) },
  schedule: { cleaning: { every: 3600, run: clean } },
}

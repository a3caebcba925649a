import type { Module } from '#platform/module.ts'
import { followAddress } from './account.ts'
import { clean } from './cleaning.ts'
import { eraseSubscribers, eraseSubscribersOfAccount } from './erasing.ts'
import { dropSubscriptions } from './managing.ts'
import { type Resting, sendPushes } from './pushing.ts'
import { retainSubscribers } from './renewing.ts'
import { endUnreachable } from './unreachable.ts'

const resting: Resting = new Map()

export const subscriptionsModule: Module = {
  name: 'subscriptions',
  on: {
    'citizen.left': (ctx, { stream }) => eraseSubscribersOfAccount(ctx, stream),
    'citizen.address_confirmed': (ctx, { stream }) => followAddress(ctx, stream),
  },
  eraseAgain: {
    'subscriber.ended': (ctx, { stream }) => eraseSubscribers(ctx, [stream]),
    'subscriber.withdrew': (ctx, { payload }) => dropSubscriptions(ctx, [payload.subscription]),
  },
  schedule: {
    cleaning: { every: 3600, run: clean },
    renewal: { every: 3600, run: retainSubscribers },
    unreachable: { every: 21_600, run: endUnreachable },
  },
  sweeps: { push: { every: 3, run: (platform) => sendPushes(platform, resting) } },
}

import type { Module } from '#platform/module.ts'
import { answerReport, answerWaiting } from './answering.ts'
import { endByClock, workEnded } from './ending.ts'
import { forgetFollowers, tellFollowers } from './following.ts'

export const worksModule: Module = {
  name: 'works',
  permissions: ['works.manage'],
  on: {
    'case.opened': answerReport,
    'work.published': answerWaiting,
    'work.changed': async (ctx, event) => {
      await answerWaiting(ctx, event)
      await tellFollowers(ctx, event)
    },
    'work.ended': async (ctx, event) => {
      await workEnded(ctx, event)
      await tellFollowers(ctx, event)
    },
  },
  schedule: {
    ending: { every: 60, run: endByClock },
    followers: { every: 3600, run: forgetFollowers },
  },
}

import type { Module } from '#platform/module.ts'
import { answerReport } from './answering.ts'
import { answerWaiting, goOnAnswering } from './answering-earlier.ts'
import { endByClock, workEnded } from './ending.ts'
import { eraseFollowers, forgetAddress, forgetFollowers } from './forgetting.ts'
import { goOnTelling, tellFollowers } from './telling.ts'
import { endUnreachable } from './unreachable.ts'

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
    'party.forgotten': forgetAddress,
  },
  eraseAgain: { 'follower.ended': (ctx, { stream }) => eraseFollowers(ctx, [stream]) },
  schedule: {
    ending: { every: 60, run: endByClock },
    followers: { every: 3600, run: forgetFollowers },
    unreachable: { every: 21_600, run: endUnreachable },
  },
  sweeps: { answering: { every: 5, run: goOnAnswering }, telling: { every: 5, run: goOnTelling } },
}

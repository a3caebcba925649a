import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { givenAnswers, openQuestions } from '#modules/voice/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { VoicesPage } from './voices-page.tsx'

/** What people say after: questions that wait for a decision, and the answers to the question after closing. */
export const voicesRoutes = new Hono<Env>().use(paths.voices, staffOnly).get(paths.voices, (c) =>
  c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'cases.read')) throw new Forbidden()
    const wordsOnly = c.req.query('worte') === 'ja'
    const [view, questions, answers] = await Promise.all([
      viewOf(c, ctx, 'workspace'),
      openQuestions(ctx),
      may(ctx.actor, 'voice.read') ? givenAnswers(ctx, { wordsOnly }) : null,
    ])
    const decides = may(ctx.actor, 'cases.reopen')
    return page(c, <VoicesPage {...{ view, questions, answers, wordsOnly, decides }} />)
  }),
)

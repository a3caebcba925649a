import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { askToLearn, catalogue, learnedState } from '#modules/reports/index.ts'
import { changeSetting, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { paths } from '../../../paths.ts'
import { SuggestionsPage } from './suggestions-page.tsx'

const doneAt = (what: string) => `${paths.suggestions}?erledigt=${what}`

/** How well categories are guessed from the town's own history; learning anew, and doing without. */
export const suggestionRoutes = new Hono<Env>()
  .get(paths.suggestions, (c) =>
    c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
      const [view, learned, { byCode }, { suggestions }] = await Promise.all([
        viewOf(c, ctx, 'workspace'),
        learnedState(ctx),
        catalogue(ctx),
        settings(ctx),
      ])
      const nameOf = (code: string) => byCode.get(code)?.name[view.lang] ?? code
      const mayChange = may(ctx.actor, 'settings.manage')
      return page(
        c,
        <SuggestionsPage
          view={view}
          learned={learned}
          fromHistory={suggestions.fromHistory}
          mayChange={mayChange}
          nameOf={nameOf}
        />,
      )
    }),
  )
  .post(paths.suggestionsLearning, async (c) => {
    await c.get('tx')(askToLearn)
    return c.redirect(doneAt('lernen'), 303)
  })
  .post(paths.suggestionsSource, async (c) => {
    const { geschichte } = await c.req.parseBody()
    const fromHistory = geschichte === 'ja'
    await c.get('tx')((ctx) => changeSetting(ctx, 'suggestions', { fromHistory }))
    return c.redirect(doneAt(fromHistory ? 'an' : 'aus'), 303)
  })

import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { catalogue } from '#modules/reports/index.ts'
import { changeSetting, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { FourEyesPage } from './four-eyes-page.tsx'

/** For what the town wants two people. */
export const fourEyesRoutes = new Hono<Env>()
  .use(paths.adminFourEyes, staffOnly)
  .get(paths.adminFourEyes, (c) =>
    c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
      const { fourEyes } = await settings(ctx)
      return page(
        c,
        <FourEyesPage
          view={await viewOf(c, ctx, 'workspace')}
          fourEyes={fourEyes}
          catalogue={await catalogue(ctx)}
          done={c.req.query('getan') === 'gespeichert'}
        />,
      )
    }),
  )
  .post(paths.adminFourEyes, stepUp, async (c) => {
    const body = await c.req.parseBody({ all: true })
    await c.get('tx')(async (ctx) => {
      const { byCode } = await catalogue(ctx)
      const categories = [body.kategorie ?? []]
        .flat()
        .filter((code): code is string => typeof code === 'string' && byCode.has(code))
      await changeSetting(ctx, 'fourEyes', {
        roles: body.rollen === 'ja',
        categories: [...new Set(categories)],
      })
    })
    return c.redirect(urlWith(paths.adminFourEyes, { getan: 'gespeichert' }), 303)
  })

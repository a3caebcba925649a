import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeSetting, type Settings, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, Invalid } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { OpenDataSettingsPage } from './settings-page.tsx'

type OpenData = Settings['openData']

const show = async (c: Req, ctx: Ctx, openData: OpenData, faults: readonly string[] = []) =>
  page(
    c,
    <OpenDataSettingsPage
      view={await viewOf(c, ctx, 'workspace')}
      openData={openData}
      faults={faults}
      done={c.req.query('getan') === 'ja'}
    />,
    faults.length > 0 ? 422 : 200,
  )

/** Under which licence the town gives its data away, and how catalogues know it. */
export const openDataSettingsRoutes = new Hono<Env>()
  .get(paths.adminOpenData, (c) =>
    c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
      return show(c, ctx, (await settings(ctx)).openData)
    }),
  )
  .post(paths.adminOpenData, async (c) => {
    const body = await c.req.parseBody()
    const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
    const input = {
      licence: text('lizenz') as OpenData['licence'],
      attribution: text('quelle'),
      contributor: text('kennung'),
      ags: text('ags'),
    }
    try {
      await c.get('tx')(async (ctx) => {
        if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
        await changeSetting(ctx, 'openData', input)
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const issues = (error.params.issues ?? []) as { path: string }[]
      return c.get('tx')((ctx) => show(c, ctx, input, [...new Set(issues.map((i) => i.path))]))
    }
    return c.redirect(urlWith(paths.adminOpenData, { getan: 'ja' }), 303)
  })

import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeSetting, settingHistory } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { limits, VoiceSettingsPage } from './voice-page.tsx'

/** Whether and when reporters are asked how it was, and how long a unit has to decide about a doubt. */
export const voiceRoutes = new Hono<Env>()
  .get(paths.adminVoice, (c) => show(c))
  .post(paths.adminVoice, async (c) => {
    const body = await c.req.parseBody()
    const text = (name: string): string =>
      typeof body[name] === 'string' ? body[name].trim().slice(0, 20) : ''
    const given = { nachfrage: text('nachfrage'), entscheidung: text('entscheidung') }
    const wrong = (['nachfrage', 'entscheidung'] as const).filter((name) => {
      const { from, to } = limits[name]
      return !/^\d{1,3}$/.test(given[name]) || Number(given[name]) < from || Number(given[name]) > to
    })
    if (wrong.length > 0) return show(c, { given, wrong })
    await c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
      const version = (await settingHistory(ctx, 'voice'))[0]?.version ?? 0
      await changeSetting(
        ctx,
        'voice',
        { askAfterDays: Number(given.nachfrage), decideDays: Number(given.entscheidung) },
        version,
      )
    })
    return c.redirect(urlWith(paths.adminVoice, { getan: 'ja' }), 303)
  })

const show = (
  c: Req,
  mistakes?: { given: Record<'nachfrage' | 'entscheidung', string>; wrong: ('nachfrage' | 'entscheidung')[] },
): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
    const view = await viewOf(c, ctx, 'workspace')
    const { askAfterDays, decideDays } = view.settings.voice
    return page(
      c,
      <VoiceSettingsPage
        view={view}
        given={mistakes?.given ?? { nachfrage: String(askAfterDays), entscheidung: String(decideDays) }}
        wrong={mistakes?.wrong ?? []}
        done={c.req.query('getan') === 'ja'}
      />,
      mistakes ? 422 : 200,
    )
  })

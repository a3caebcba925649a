import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { changeSetting, type SettingKey, settingHistory, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type LookFaults, type LookForm, lookOf, readLook } from './form.ts'
import { LookPage } from './look-page.tsx'

const keys = ['shortName', 'colours', 'logo', 'contact'] as const satisfies readonly SettingKey[]

/** The versions of the settings that this page changes, in one word: '3.1.0.2'. */
async function standOf(ctx: Ctx): Promise<string> {
  const versions = await Promise.all(
    keys.map(async (key) => (await settingHistory(ctx, key))[0]?.version ?? 0),
  )
  return versions.join('.')
}

/** Name, colours, arms and contact of the town. */
export const lookRoutes = new Hono<Env>()
  .get(paths.look, (c) =>
    c.get('tx')(async (ctx) => {
      if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
      const view = await viewOf(c, ctx, 'workspace')
      return page(
        c,
        <LookPage
          view={view}
          form={lookOf(view.settings)}
          version={await standOf(ctx)}
          done={c.req.query('getan') === 'ja'}
        />,
      )
    }),
  )
  .post(paths.look, async (c) => {
    const body = await c.req.parseBody()
    const form = await readLook(body)
    const seen = typeof body.stand === 'string' ? body.stand : ''
    const again = (status: 409 | 422, faults: LookFaults) =>
      c.get('tx')(async (ctx) => {
        const view = await viewOf(c, ctx, 'workspace')
        const version = await standOf(ctx)
        return page(
          c,
          <LookPage view={view} form={form} version={version} faults={faults} conflict={status === 409} />,
          status,
        )
      })
    try {
      await c.get('tx')(async (ctx) => {
        if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
        if (seen !== (await standOf(ctx))) throw new Conflict('setting.version', { key: 'look', current: 0 })
        await store(ctx, form)
      })
    } catch (error) {
      if (error instanceof Conflict) return again(409, {})
      if (error instanceof Invalid) return again(422, faultsOf(error))
      throw error
    }
    return c.redirect(urlWith(paths.look, { getan: 'ja' }), 303)
  })

/** Only what differs is changed, so that the list of changes tells what somebody did. */
async function store(ctx: Ctx, form: LookForm): Promise<void> {
  const now = await settings(ctx)
  const was = lookOf(now)
  const { shortName, primary, logo, ...contact } = form
  if (shortName !== was.shortName) await changeSetting(ctx, 'shortName', shortName)
  if (primary !== was.primary) await changeSetting(ctx, 'colours', { primary })
  if (logo !== was.logo) await changeSetting(ctx, 'logo', logo || null)
  const differs = (Object.keys(contact) as (keyof typeof contact)[]).some((key) => contact[key] !== was[key])
  if (differs) await changeSetting(ctx, 'contact', { ...now.contact, ...contact })
}

/** Which field a refused setting is. */
function faultsOf({ params }: Invalid): LookFaults {
  const key = String(params.key)
  const issues = (params.issues ?? []) as { path: string; message: string }[]
  if (key === 'colours')
    return {
      primary: issues.every((i) => i.message === 'setting.contrast')
        ? 'look.fault.contrast'
        : 'look.fault.primary',
    }
  if (key === 'logo') return { logo: 'look.fault.logo' }
  if (key === 'shortName') return { shortName: 'look.fault.long' }
  return Object.fromEntries(
    issues.map(({ path }) => [path, /mail/i.test(path) ? 'look.fault.email' : 'look.fault.long']),
  )
}

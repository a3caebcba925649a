import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { everyRole, organisation, roleName } from '#modules/organisation/index.ts'
import { changeSetting, type SettingKey, settingHistory, settings } from '#modules/tenancy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { formOf, readRules, settingsFrom } from './form.ts'
import { type RoleChoice, SignInRulesPage } from './rules-page.tsx'

const keys = [
  'signIn',
  'sessions',
  'accounts',
  'emergencyAccess',
  'unusualReading',
] as const satisfies readonly SettingKey[]

const asks = (ctx: Ctx): void => {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
}

/** The versions of what this page changes, in one word: '3.1.0.2.0'. */
const standOf = async (ctx: Ctx): Promise<string> =>
  (await Promise.all(keys.map((key) => settingHistory(ctx, key))))
    .map((versions) => versions[0]?.version ?? 0)
    .join('.')

/** Every role, with how many people hold it now: whom a rule would concern. */
async function rolesOf(ctx: Ctx): Promise<RoleChoice[]> {
  const [{ roles }, held] = await Promise.all([organisation(ctx), everyRole(ctx)])
  const now = held.filter((h) => h.state === 'now')
  return [...roles.values()].map((role) => ({
    code: role.code,
    name: roleName(role, ctx.lang),
    holders: new Set(now.filter((h) => h.role === role.code).map((h) => h.account)).size,
  }))
}

async function show(
  c: Req,
  ctx: Ctx,
  given: Partial<Parameters<typeof SignInRulesPage>[0]> = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const [view, roles, version] = [await viewOf(c, ctx, 'workspace'), await rolesOf(ctx), await standOf(ctx)]
  return page(
    c,
    <SignInRulesPage view={view} form={formOf(view.settings)} roles={roles} version={version} {...given} />,
    status,
  )
}

/** Second factors, sessions, emergencies and unusual reading. */
export const signInRuleRoutes = new Hono<Env>()
  .get(paths.signInRules, (c) =>
    c.get('tx')((ctx) => {
      asks(ctx)
      return show(c, ctx, { done: c.req.query('getan') === 'ja' })
    }),
  )
  .post(paths.signInRules, stepUp, async (c) => {
    const body = await c.req.parseBody({ all: true })
    const { form, faults } = await c.get('tx')(async (ctx) => {
      asks(ctx)
      return readRules(body, (await organisation(ctx)).roles)
    })
    if (faults.length > 0) return c.get('tx')((ctx) => show(c, ctx, { form, faults }, 422))
    try {
      await c.get('tx')(async (ctx) => {
        if (body.stand !== (await standOf(ctx))) {
          throw new Conflict('setting.version', { key: 'signIn', current: 0 })
        }
        const [now, next] = [await settings(ctx), settingsFrom(form)]
        // Only what differs, so that the list of changes tells what somebody did.
        for (const key of keys) {
          if (JSON.stringify(now[key]) !== JSON.stringify(next[key])) await changeSetting(ctx, key, next[key])
        }
      })
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return c.get('tx')((ctx) => show(c, ctx, { form, conflict: true }, 409))
    }
    return c.redirect(urlWith(paths.signInRules, { getan: 'ja' }), 303)
  })

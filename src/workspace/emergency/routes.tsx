import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { myEmergencies, openInEmergency } from '#modules/cases/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden, Invalid } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { EmergencyPage, type EmergencyPageProps } from './emergency-page.tsx'

const limits = new RateLimit()
const TRIES_A_MINUTE = 10

const show = (c: Req, more: Partial<EmergencyPageProps> = {}, status: 200 | 422 = 200): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'cases.emergency')) throw new Forbidden()
    const [view, mine] = await Promise.all([viewOf(c, ctx, 'workspace'), myEmergencies(ctx)])
    return page(c, <EmergencyPage view={view} mine={mine} {...more} />, status)
  })

export const emergencyRoutes = new Hono<Env>()
  .use(paths.emergency, staffOnly)
  .get(paths.emergency, (c) => show(c))
  .post(paths.emergency, async (c) => {
    limit(c, limits, 'emergency', TRIES_A_MINUTE)
    const body = await c.req.parseBody()
    const text = (name: string) => (typeof body[name] === 'string' ? body[name].slice(0, 5000) : '')
    const values = { number: text('nummer').trim().slice(0, 100), reason: text('grund') }
    const say = (key: string, params?: Record<string, unknown>) =>
      c.get('tx')(async (ctx) => ctx.t(key, params))
    if (!values.number)
      return show(c, { values, errors: { number: await say('emergency.numberMissing') } }, 422)
    try {
      const { outcome } = await c.get('tx')((ctx) => openInEmergency(ctx, values))
      if (outcome === 'opened') return c.redirect(paths.case(values.number), 303)
      return outcome === 'not_needed'
        ? show(c, { values, notNeeded: values.number }, 422)
        : show(c, { values, errors: { number: await say('emergency.refused') } }, 422)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const message = await say(`error.${error.code}`, error.params)
      const field = error.code.startsWith('emergency.reason') ? 'reason' : 'number'
      return show(c, { values, errors: { [field]: message } }, 422)
    }
  })

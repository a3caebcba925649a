import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { hasArrived, sendAgain } from '#modules/exchange/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

type Params = { number: string; endpoint: string }

/** A case that did not get to a partner: once more, or under which number it is there after all. */
export const partnerRoutes = new Hono<Env>()
  .post(paths.casePartner(':number', ':endpoint', 'erneut'), async (c) => {
    const { number, endpoint } = c.req.param() as Params
    await c.get('tx')((ctx) => sendAgain(ctx, number, endpoint))
    return c.redirect(urlWith(paths.case(number), { getan: 'partner-erneut' }), 303)
  })
  .post(paths.casePartner(':number', ':endpoint', 'angekommen'), async (c) => {
    const { number, endpoint } = c.req.param() as Params
    const { nummer } = await c.req.parseBody()
    const given = typeof nummer === 'string' ? nummer : ''
    await c.get('tx')((ctx) => hasArrived(ctx, number, endpoint, given))
    return c.redirect(urlWith(paths.case(number), { getan: 'partner-angekommen' }), 303)
  })

import { Hono, type MiddlewareHandler } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { confirmVoice, voiceToConfirm } from '#modules/voice/index.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { noteSent } from '../report/draft-cookie.ts'
import { ConfirmVoiceGone, ConfirmVoicePage } from './confirm-page.tsx'

const limits = new RateLimit(10 * 60_000)
const LOOKS = 60

/** A link like a key: kept by no cache, found by no search engine. */
const secretive: MiddlewareHandler<Env> = async (c, next) => {
  limit(c, limits, 'still.confirm', LOOKS)
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('Referrer-Policy', 'same-origin')
  c.res.headers.set('X-Robots-Tag', 'noindex')
}

const orGone =
  (c: Req) =>
  (error: unknown): Promise<Response> => {
    if (!(error instanceof NotFound)) throw error
    return c.get('publicTx')(async (ctx) =>
      page(c, <ConfirmVoiceGone view={await viewOf(c, ctx, 'portal')} />, 404),
    )
  }

/** "Still there" of somebody who left an address: whether it is theirs. */
export const confirmVoiceRoutes = new Hono<Env>()
  .use('/noch-da/:token', secretive)
  .get('/noch-da/:token', (c) => {
    const token = c.req.param('token')
    return c
      .get('publicTx')(async (ctx) => {
        const voice = await voiceToConfirm(ctx, token)
        return page(c, <ConfirmVoicePage view={await viewOf(c, ctx, 'portal')} token={token} voice={voice} />)
      })
      .catch(orGone(c))
  })
  .post('/noch-da/:token', (c) => {
    const token = c.req.param('token')
    return c
      .get('publicTx')(async (ctx) => {
        await confirmVoice(ctx, token)
        noteSent(c)
        return c.redirect(paths.stillConfirm(token), 303)
      })
      .catch(orGone(c))
  })

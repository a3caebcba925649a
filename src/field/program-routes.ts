import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { HTTPException } from 'hono/http-exception'
import type { Env, Req } from '#http/env.ts'
import { refusedWords } from '#http/photos.ts'
import { RateLimit } from '#http/rate-limit.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { todaysStops } from '#modules/fieldwork/index.ts'
import { actorId } from '#platform/context/actor.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { paths } from '../paths.ts'
import { fieldProgram } from './access.ts'
import { parseAction } from './action-schema.ts'
import { basisOf, dayData, markOf, stopsData } from './day.ts'
import { doAction, PhotoRefused } from './doing.ts'

/** A whole day of a whole team fits into it; what sends more is no phone. */
const PER_MINUTE = 600
const limits = new RateLimit()

/** What the island fetches and sends. */
export const programRoutes = new Hono<Env>()
  // The pictures in it shrink to a quarter, and a phone's line is thin.
  .use(paths.fieldDay, compress(), fieldProgram)
  .use(paths.fieldActions, fieldProgram)
  .get(paths.fieldDay, (c) =>
    c.get('tx')(async (ctx) => {
      const day = await todaysStops(ctx)
      const basis = await basisOf(ctx, day.stops)
      const mark = markOf(ctx, day, basis)
      c.header('ETag', mark)
      c.header('Vary', 'Cookie, Accept-Language')
      if (c.req.header('if-none-match')?.replace(/^W\//, '') === mark) return c.body(null, 304)
      return c.json(await dayData(ctx, day, basis))
    }),
  )
  .post(paths.fieldActions, async (c) => {
    const me = actorId(c.get('actor'))!
    if (!limits.take(`${c.get('tenant').id}:${me}`, PER_MINUTE)) {
      c.header('Retry-After', '60')
      throw new HTTPException(429)
    }
    const { aktion, foto } = await c.req.parseBody()
    const sent = parseAction(aktion)
    if (!sent) throw new HTTPException(400)
    if (sent.account !== me) return answer(c, 409, 'field.other_account')
    try {
      return c.json((await doAction(c, sent, foto instanceof File ? foto : null)).answer)
    } catch (error) {
      if (error instanceof PhotoRefused) {
        const title = await c.get('tx')(async (ctx) => refusedWords(ctx.t, error.refused))
        return c.json({ title, code: 'field.photo', status: 422 }, 422)
      }
      if (error instanceof Conflict) return conflict(c, sent.case, error)
      throw error
    }
  })

const say = (c: Req, key: string, params?: Record<string, unknown>): Promise<string> =>
  c.get('tx')(async (ctx) => ctx.t(key, params))

async function answer(c: Req, status: 409, code: string): Promise<Response> {
  return c.json({ title: await say(c, `error.${code}`), code, status }, status)
}

/** Says what stands there now, for the person to compare and decide. */
async function conflict(c: Req, id: Uuid, { code, params }: Conflict): Promise<Response> {
  const present = await c.get('tx')(async (ctx) => {
    const now = await visibleCase(ctx, id)
    // What was restricted meanwhile is not carried around on phones, be it theirs to see.
    if (now.restricted) throw new NotFound()
    return (await stopsData(ctx, await basisOf(ctx, [now])))[0]
  })
  return c.json({ title: await say(c, `error.${code}`, params), code, status: 409, present }, 409)
}

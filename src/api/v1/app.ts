import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Env, Req } from '#http/env.ts'
import { onError } from '#http/errors.tsx'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { translator } from '#platform/i18n.ts'
import { Faulty, faultsOf } from '../faults.ts'
import { keyOf, listenerFor, machineFor, type Scope } from '../machine.ts'
import { problem } from './schemas.ts'

/** Routes whose faults are problems (RFC 9457) with a list of what is wrong. */
export function v1App(): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (!result.success) throw new Faulty(faultsOf(result.error as z.ZodError, translator(c.get('lang'))))
    },
  })
  app.onError((error, c) => {
    if (!(error instanceof Faulty)) return onError(error, c)
    const title = error.faults.map((f) => f.message).join(' ')
    const body = {
      type: 'about:blank',
      title,
      status: 422,
      code: 'invalid',
      instance: c.get('requestId'),
      errors: error.faults,
    }
    return c.body(JSON.stringify(body), 422, {
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
    })
  })
  return app
}

/** As the public reads. */
export const asPublic = <R>(c: Req, run: (ctx: Ctx) => Promise<R>): Promise<R> =>
  inTx(c.get('platform'), { tenant: c.get('tenant'), actor: anonymous, lang: c.get('lang') }, run)

/** As the machine whose key the request carries; the same transaction finds out which. */
export const asMachine = (c: Req, scope: Scope) => ({
  tenant: c.get('tenant'),
  actor: anonymous,
  lang: c.get('lang'),
  identify: (ctx: Ctx) => machineFor(ctx, keyOf(c), scope),
})

/** The same again and again, while a stream is open. */
export const asListener = (c: Req) => ({
  tenant: c.get('tenant'),
  actor: anonymous,
  lang: c.get('lang'),
  identify: (ctx: Ctx) => listenerFor(ctx, keyOf(c), 'readEvents'),
})

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})

export const invalid = { 422: refusal('Something that was sent cannot be used; `errors` says what') }
export const absent = { 404: refusal('There is no such thing, or it is not for the asker') }
export const withKey = {
  403: refusal('The key is missing, unknown, or lacks the scope'),
  429: refusal('The key has used up its minute'),
}

/** Either header will do. */
export const security: Record<string, string[]>[] = [{ bearer: [] }, { key: [] }]

export const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  schema: { type: 'string' as const, maxLength: 200 },
  description: 'The same key with the same content is done once, for a day',
}

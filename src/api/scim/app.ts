import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { limitBody } from '#http/body-limit.ts'
import type { Env, Req } from '#http/env.ts'
import { isOutage, isUnwritable } from '#http/errors.tsx'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { Conflict, DomainError, Invalid } from '#platform/errors.ts'
import { translator } from '#platform/i18n.ts'
import { keyOf, machineFor } from '../machine.ts'
import { ScimFault, type ScimType } from './fault.ts'
import { ERROR, MEDIA_TYPE } from './urns.ts'

/** A group of a whole town hall stays below this. */
const LARGEST = 2 * 1024 * 1024

/** Routes whose faults are SCIM's (RFC 7644, 3.12). */
export function scimApp(): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error, c) => refuse(c as Req, error))
  app.use('/*', limitBody(LARGEST))
  return app
}

/** Runs as the directory whose key the request carries; the same transaction finds out which. */
export const asDirectory = <R>(c: Req, run: (ctx: Ctx) => Promise<R>): Promise<R> =>
  inTx(
    c.get('platform'),
    {
      tenant: c.get('tenant'),
      actor: anonymous,
      lang: c.get('lang'),
      identify: (ctx) => machineFor(ctx, keyOf(c), 'provision'),
    },
    run,
  )

export const answer = (c: Req, body: object, status: 200 | 201 = 200, headers: Record<string, string> = {}) =>
  c.body(JSON.stringify(body), status, {
    ...headers,
    'Content-Type': MEDIA_TYPE,
    'Cache-Control': 'no-store',
  })

/** The JSON object of a request. Throws ScimFault. */
export async function bodyOf(c: Req): Promise<Record<string, unknown>> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== MEDIA_TYPE && type !== 'application/json')
    throw new ScimFault(`Content-Type: ${MEDIA_TYPE}`, undefined, 415)
  const t = translator(c.get('lang'))
  let body: unknown
  try {
    body = JSON.parse(await c.req.text())
  } catch (error) {
    if (error instanceof HTTPException) throw error
    throw new ScimFault(t('scim.fault.json'), 'invalidSyntax')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ScimFault(t('scim.fault.json'), 'invalidSyntax')
  return body as Record<string, unknown>
}

function refuse(c: Req, error: Error): Response {
  const { status, scimType, detail } = told(c, error)
  if (status >= 500)
    c.get('platform').log.error({ err: error, request: c.get('requestId') }, 'request failed')
  const body = { schemas: [ERROR], status: String(status), ...(scimType && { scimType }), detail }
  return c.body(JSON.stringify(body), status as 400, {
    'Content-Type': MEDIA_TYPE,
    'Cache-Control': 'no-store',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="SCIM"' }),
    ...(status === 429 && { 'Retry-After': '60' }),
    ...(status === 503 && { 'Retry-After': '10' }),
  })
}

function told(c: Req, error: Error): { status: number; scimType?: ScimType | undefined; detail: string } {
  const t = translator(c.get('lang') ?? 'de')
  if (error instanceof ScimFault) return { ...error, detail: error.message }
  if (error instanceof DomainError) {
    const detail = t(`error.${error.code}`, error.params)
    // Who does not say who they are is asked to (401); who may not is told so (403).
    if (/^api_key\.(missing|unknown)$/.test(error.code)) return { status: 401, detail }
    if (error instanceof Invalid) return { status: 400, scimType: 'invalidValue', detail }
    if (error instanceof Conflict && error.code.startsWith('scim.'))
      return {
        status: 409,
        scimType: error.code === 'scim.administrator' ? 'mutability' : 'uniqueness',
        detail,
      }
    return { status: error.status, detail }
  }
  if (error instanceof HTTPException) return { status: error.status, detail: t('error.too_large') }
  if (isUnwritable(error)) return { status: 400, scimType: 'invalidValue', detail: t('error.bad_request') }
  return isOutage(error)
    ? { status: 503, detail: t('error.unavailable') }
    : { status: 500, detail: t('error.unexpected') }
}

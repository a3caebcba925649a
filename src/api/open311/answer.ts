import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env, Req } from '#http/env.ts'
import { isOutage, isUnwritable } from '#http/errors.tsx'
import { DomainError, Invalid } from '#platform/errors.ts'
import { translator } from '#platform/i18n.ts'
import { Faulty } from '../faults.ts'
import { langOf } from './language.ts'
import { toXml, type Value } from './xml.ts'

/** The format is the URL's suffix; without one JSON is what most clients mean. */
export const isXml = (c: Req): boolean => c.req.path.endsWith('.xml')

// A name of a function, or of one in an object: nothing that could do anything else.
const callbackName = /^[A-Za-z_$][\w$]{0,63}(\.[A-Za-z_$][\w$]{0,63}){0,4}$/

/** Answers a value under its root in the format that was asked for. */
export function answer(c: Req, root: string, value: Value, status = 200): Response {
  const headers: Record<string, string> = {}
  if (c.req.method === 'GET') {
    // What is public may be read by pages from anywhere; no cookie of ours is looked at here.
    headers['Access-Control-Allow-Origin'] = '*'
    headers['Cache-Control'] = status === 200 ? 'public, max-age=10' : 'no-store'
    headers.Vary = 'Accept-Language'
  }
  if (isXml(c)) {
    headers['Content-Type'] = 'text/xml; charset=utf-8'
    return c.body(toXml(root, value), status as 200, headers)
  }
  const json = JSON.stringify(value)
  const callback = c.req.method === 'GET' ? (c.req.query('callback') ?? c.req.query('jsonp')) : undefined
  if (callback && callbackName.test(callback)) {
    headers['Content-Type'] = 'application/javascript; charset=utf-8'
    return c.body(
      `/**/${callback}(${json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')});`,
      status as 200,
      headers,
    )
  }
  headers['Content-Type'] = 'application/json; charset=utf-8'
  return c.body(json, status as 200, headers)
}

/** Throws when a script was asked for under a name that is none. */
export function checkCallback(c: Req): void {
  const callback = c.req.query('callback') ?? c.req.query('jsonp')
  if (callback && !callbackName.test(callback)) throw new Invalid('open311.callback')
}

/** Every error as GeoReport v2 has it: a list, in the format of the request, 403 and 404 as they are, 400 for the rest. */
export const onOpen311Error: ErrorHandler<Env> = (error, context) => {
  const c = context as Req
  const t = translator(langOf(c))
  if (error instanceof Faulty)
    return answer(
      c,
      'errors',
      error.faults.map(({ message }) => ({ code: 400, description: message })),
      400,
    )
  const status = statusOf(error)
  if (status >= 500)
    c.get('platform').log.error(
      { err: error, request: c.get('requestId'), route: c.req.routePath },
      'request failed',
    )
  if (status === 429) c.header('Retry-After', '60')
  if (status === 503) c.header('Retry-After', '10')
  return answer(c, 'errors', [{ code: status, description: sentence(error, status, t) }], status)
}

function statusOf(error: Error): number {
  if (error instanceof Invalid) return error.code === 'idempotency' ? 422 : 400
  if (error instanceof DomainError) return error.status
  if (error instanceof HTTPException) return error.status
  if (isUnwritable(error)) return 400
  return isOutage(error) ? 503 : 500
}

function sentence(
  error: Error,
  status: number,
  t: (key: string, params?: Record<string, unknown>) => string,
): string {
  if (error instanceof DomainError && error.code !== 'not_found')
    return t(`error.${error.code}`, error.params)
  if (status === 404) return t('api.fault.not_found')
  if (status === 413) return t('error.too_large')
  return t(status === 503 ? 'error.unavailable' : status >= 500 ? 'error.unexpected' : 'error.bad_request')
}

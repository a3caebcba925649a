import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { RateLimit } from '#http/rate-limit.ts'
import { issueToken } from '#modules/identity/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { paths } from '../../paths.ts'
import { knownScopes } from '../machine.ts'

/** Wrong secrets of one address in a minute; a program that means well needs one token an hour. */
const attempts = new RateLimit()
const MOST_ATTEMPTS = 30

/** OAuth 2.0 client credentials (RFC 6749, 6750, 8414): an API key for a token that lives an hour. */
export const oauthRoutes = new Hono<Env>()
  .post(paths.token, async (c) => {
    if (!attempts.take(c.get('address'), MOST_ATTEMPTS)) return refuse(c, 429, 'slow_down')
    if (!/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? ''))
      return refuse(c, 400, 'invalid_request')
    const form = new URLSearchParams(await c.req.text())
    const one = (name: string): string | null | undefined => {
      const all = form.getAll(name)
      return all.length > 1 ? undefined : (all[0] ?? null)
    }
    const [grant, scope, id, secret] = [
      one('grant_type'),
      one('scope'),
      one('client_id'),
      one('client_secret'),
    ]
    if (
      grant === undefined ||
      scope === undefined ||
      id === undefined ||
      secret === undefined ||
      grant === null
    )
      return refuse(c, 400, 'invalid_request')
    if (grant !== 'client_credentials') return refuse(c, 400, 'unsupported_grant_type')
    const basic = basicOf(c.req.header('authorization'))
    // One way of proving who one is, not two (RFC 6749, section 2.3).
    if (basic && secret !== null) return refuse(c, 400, 'invalid_request')
    const client = basic ?? (id && secret ? { id, secret } : null)
    if (!client) return refuse(c, 401, 'invalid_client')
    const wanted = scope === null ? null : scope.split(' ').filter(Boolean)
    const answer = await inTx(c.get('platform'), { tenant: c.get('tenant'), actor: anonymous }, (ctx) =>
      issueToken(ctx, client, wanted),
    )
    if (!answer.ok) return refuse(c, answer.error === 'invalid_client' ? 401 : 400, answer.error)
    return c.json(
      {
        access_token: answer.token,
        token_type: 'Bearer',
        expires_in: answer.seconds,
        scope: answer.scopes.join(' '),
      },
      200,
      noStore,
    )
  })
  .get('/.well-known/oauth-authorization-server', (c) => {
    const issuer = c.get('tenant').publicUrl
    return c.json(
      {
        issuer,
        token_endpoint: issuer + paths.token,
        grant_types_supported: ['client_credentials'],
        token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        response_types_supported: [],
        scopes_supported: knownScopes,
        service_documentation: issuer + paths.api,
      },
      200,
      { 'Access-Control-Allow-Origin': '*' },
    )
  })

const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' }

function refuse(c: Req, status: 400 | 401 | 429, error: string): Response {
  if (status === 401) c.header('WWW-Authenticate', 'Basic realm="stadtdraht"')
  return c.json({ error }, status, noStore)
}

/** Name and secret of `Authorization: Basic`, each form-encoded before (RFC 6749, section 2.3.1). */
function basicOf(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1]
  if (!encoded) return null
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(/:(.*)/s)
  try {
    return { id: decodeURIComponent(id ?? ''), secret: decodeURIComponent(secret ?? '') }
  } catch {
    return null
  }
}

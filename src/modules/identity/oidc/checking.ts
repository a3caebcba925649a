import { genericGrantRequest, ResponseBodyError, randomPKCECodeVerifier } from 'openid-client'
import { z } from 'zod'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { askingFor, NotAsked } from './asking.ts'
import { credentialsOf, discover } from './configuration.ts'
import { SignOnFailed } from './failure.ts'
import type { Provider } from './provider.ts'
import { isProviderUrl } from './provider-url.ts'

/** One thing that was looked at; its sentence is `sso.check.<step>.<why>`. */
export interface CheckLine {
  step: 'address' | 'answer' | 'issuer' | 'code' | 'keys' | 'pkce' | 'client' | 'scopes' | 'logout'
  state: 'good' | 'bad' | 'note'
  why: string
  params?: Record<string, string | number>
}

const words = z.array(z.string()).optional().catch(undefined)
const metadata = z.object({
  issuer: z.string().catch(''),
  authorization_endpoint: z.string().optional().catch(undefined),
  token_endpoint: z.string().optional().catch(undefined),
  jwks_uri: z.string().optional().catch(undefined),
  response_types_supported: words,
  code_challenge_methods_supported: words,
  scopes_supported: words,
  backchannel_logout_supported: z.boolean().optional().catch(undefined),
  end_session_endpoint: z.string().optional().catch(undefined),
})
type Metadata = z.output<typeof metadata>

/**
 * Tries a provider from the beginning, nothing remembered, and says of each thing whether it is right; stops where
 * nothing further can be tried. Outside of any transaction. Null when there is no such provider.
 */
export async function checkProvider(
  platform: Platform,
  who: Who,
  code: string,
  redirectUri: string,
): Promise<CheckLine[] | null> {
  const known = await inTx(platform, who, (ctx) => credentialsOf(ctx, code))
  if (!known) return null
  const { provider, secret } = known
  const { production } = platform.config
  if (!isProviderUrl(provider.issuer, { production })) return [bad('address', 'form')]
  const asked = await ask(provider.issuer, production)
  if ('step' in asked) return [good('address'), asked]
  const lines = [good('address'), good('answer'), ...look(asked, provider)]
  if (lines.some((line) => line.state === 'bad')) return lines
  const keys = await keysOf(asked, provider.issuer, production)
  lines.push(keys)
  if (keys.state === 'bad') return lines
  lines.push(await client(platform, provider, secret, redirectUri))
  return [...lines, ...extras(asked, provider)]
}

const good = (step: CheckLine['step']): CheckLine => ({ step, state: 'good', why: 'good' })
const bad = (step: CheckLine['step'], why: string, params?: CheckLine['params']): CheckLine => ({
  step,
  state: 'bad',
  why,
  ...(params && { params }),
})

async function ask(issuer: string, production: boolean): Promise<Metadata | CheckLine> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const got = await json(url, issuer, production)
  if (typeof got === 'string') return bad('answer', got)
  if (got.status !== 200) return bad('answer', 'status', { status: got.status })
  const parsed = metadata.safeParse(got.body)
  return parsed.success ? parsed.data : bad('answer', 'json')
}

/** The answer, or why there is none. */
async function json(
  url: string,
  issuer: string,
  production: boolean,
): Promise<{ status: number; body: unknown } | string> {
  try {
    const answer = await askingFor({ issuer, production })(url, {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: undefined,
      redirect: 'manual',
    })
    return { status: answer.status, body: await answer.json().catch(() => null) }
  } catch (error) {
    return whyNot(error)
  }
}

function whyNot(error: unknown): string {
  const { name, code = '' } = error as { name?: string; code?: string }
  if (error instanceof NotAsked) return 'inner'
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'slow'
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name'
  if (/^(ECONNREFUSED|EHOST|ENET)/.test(code)) return 'refused'
  if (/^(CERT_|DEPTH_|UNABLE_|SELF_SIGNED|ERR_TLS|EPROTO)/.test(code)) return 'certificate'
  return 'broken'
}

function look(said: Metadata, { issuer }: Provider): CheckLine[] {
  const same = URL.canParse(said.issuer) && new URL(said.issuer).href === new URL(issuer).href
  const types = said.response_types_supported
  const complete = said.authorization_endpoint && said.token_endpoint && (!types || types.includes('code'))
  return [
    same ? good('issuer') : bad('issuer', 'other', { said: said.issuer.slice(0, 200) || '–' }),
    complete ? good('code') : bad('code', 'missing'),
  ]
}

async function keysOf({ jwks_uri }: Metadata, issuer: string, production: boolean): Promise<CheckLine> {
  if (!jwks_uri) return bad('keys', 'missing')
  const got = await json(jwks_uri, issuer, production)
  const set = z.object({ keys: z.array(z.unknown()).min(1) })
  return typeof got !== 'string' && got.status === 200 && set.safeParse(got.body).success
    ? good('keys')
    : bad('keys', 'unread')
}

/** A code that nobody was given is refused as such by a provider that knows us, and otherwise it says that it does not. */
async function client(
  platform: Platform,
  provider: Provider,
  secret: string | null,
  redirectUri: string,
): Promise<CheckLine> {
  try {
    const { config } = await discover(platform, provider, secret)
    await genericGrantRequest(config, 'authorization_code', {
      code: 'stadtdraht-pruefung',
      redirect_uri: redirectUri,
      code_verifier: randomPKCECodeVerifier(),
    })
    return { step: 'client', state: 'note', why: 'unclear' }
  } catch (error) {
    if (error instanceof SignOnFailed) return bad('client', 'unread')
    const refusal = error instanceof ResponseBodyError ? error.error : challengeIn(error)
    if (refusal === 'invalid_client' || refusal === 'unauthorized_client')
      return bad('client', secret ? 'refused' : 'secretless')
    return refusal === 'invalid_grant' ? good('client') : { step: 'client', state: 'note', why: 'unclear' }
  }
}

/** Who refuses a client by status 401 says so in a header. */
const challengeIn = (error: unknown): string =>
  (error as { status?: number }).status === 401 ||
  (error as { cause?: { status?: number } }).cause?.status === 401
    ? 'invalid_client'
    : ''

function extras(said: Metadata, { scopes }: Provider): CheckLine[] {
  const pkce = said.code_challenge_methods_supported?.includes('S256')
  const unknown = said.scopes_supported ? scopes.filter((s) => !said.scopes_supported!.includes(s)) : []
  const ends = said.backchannel_logout_supported
  return [
    pkce ? good('pkce') : { step: 'pkce', state: 'note', why: 'silent' },
    unknown.length === 0
      ? good('scopes')
      : { step: 'scopes', state: 'note', why: 'unknown', params: { names: unknown.join(', ') } },
    ends ? good('logout') : { step: 'logout', state: 'note', why: 'silent' },
  ]
}

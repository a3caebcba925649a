import { createRemoteJWKSet, type JWTVerifyGetKey, customFetch as joseFetch } from 'jose'
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { askingFor } from './asking.ts'
import { SignOnFailed } from './failure.ts'
import { type Provider, providerByCode } from './provider.ts'
import { isProviderUrl } from './provider-url.ts'
import { unseal } from './sealing.ts'

/** Clocks of two machines differ by a little. */
export const CLOCK_TOLERANCE_S = 30
const REMEMBERED_MS = 10 * 60_000

export interface Discovered {
  config: Configuration
  /** The provider's keys, for tokens that come to us by other ways than openid-client. */
  keys: JWTVerifyGetKey | null
}

/** The provider and its secret, as a tenant's administrator has written them down. Null when there is none. */
export async function credentialsOf(
  ctx: Ctx,
  code: string,
): Promise<{ provider: Provider; secret: string | null } | null> {
  const provider = await providerByCode(ctx, code)
  if (!provider) return null
  const row = await ctx.db
    .selectFrom('identity.provider')
    .select('secret')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', provider.id)
    .executeTakeFirst()
  return { provider, secret: row?.secret ? await unseal(ctx, provider.id, row.secret) : null }
}

const kept = new WeakMap<Platform, Map<string, { until: number; found: Discovered }>>()

/** What a provider says about itself, remembered for ten minutes, and its row. Outside of any transaction. Throws SignOnFailed. */
export async function configurationOf(
  platform: Platform,
  who: Who,
  code: string,
): Promise<Discovered & { provider: Provider }> {
  const known = await inTx(platform, who, (ctx) => credentialsOf(ctx, code))
  if (!known) throw new SignOnFailed('unknown')
  const { provider, secret } = known
  const key = `${who.tenant.id}:${provider.id}:${provider.version}`
  const all = kept.get(platform) ?? new Map<string, { until: number; found: Discovered }>()
  kept.set(platform, all)
  const now = platform.clock.now().getTime()
  const remembered = all.get(key)
  if (remembered && remembered.until > now) return { ...remembered.found, provider }
  for (const [old, { until }] of all) if (until <= now) all.delete(old)
  const found = await discover(platform, provider, secret)
  all.set(key, { until: now + REMEMBERED_MS, found })
  return { ...found, provider }
}

/** Asks the provider anew. Throws SignOnFailed. */
export async function discover(
  platform: Platform,
  provider: Pick<Provider, 'issuer' | 'clientId'>,
  secret: string | null,
): Promise<Discovered> {
  const { production } = platform.config
  const { issuer, clientId } = provider
  if (!isProviderUrl(issuer, { production })) throw new SignOnFailed('unusable')
  const ask = askingFor({ issuer, production })
  const insecure = issuer.startsWith('http:')
  const metadata = { [clockTolerance]: CLOCK_TOLERANCE_S, ...(secret && { client_secret: secret }) }
  try {
    const config = await discovery(new URL(issuer), clientId, metadata, authentication(secret), {
      [customFetch]: ask,
      timeout: 5,
      // The signature of an id_token is always looked at, not only the connection that it came over.
      execute: [enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])],
    })
    const { issuer: said, jwks_uri } = config.serverMetadata()
    // Providers for all the world ("common") answer with a pattern instead: whoever has any account there would be let in.
    if (new URL(said).href !== new URL(issuer).href) throw new SignOnFailed('unusable')
    const keys = jwks_uri ? createRemoteJWKSet(new URL(jwks_uri), { [joseFetch]: forJose(ask) }) : null
    return { config, keys }
  } catch (error) {
    throw failureOf(error)
  }
}

/** The way that the provider knows; by the standard it is the header (OpenID Connect Discovery 1.0, 3). */
const authentication = (secret: string | null): ClientAuth => {
  if (!secret) return None()
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...rest) => {
    const known = server.token_endpoint_auth_methods_supported
    const header = !known || known.includes('client_secret_basic')
    return (header ? basic : post)(server, ...rest)
  }
}

const forJose =
  (ask: ReturnType<typeof askingFor>) =>
  (url: string, { headers, method, signal }: { headers: Headers; method: string; signal: AbortSignal }) =>
    ask(url, { body: undefined, headers: Object.fromEntries(headers), method, redirect: 'manual', signal })

/** Did it not answer, or did it answer nonsense? */
export function failureOf(error: unknown): SignOnFailed {
  if (error instanceof SignOnFailed) return error
  for (
    let at = error as { code?: unknown; name?: unknown; cause?: unknown } | undefined;
    at;
    at = at.cause as typeof at
  ) {
    if (at.name === 'TimeoutError' || at.name === 'AbortError' || network.test(String(at.code ?? '')))
      return new SignOnFailed('unreachable', { cause: error })
  }
  return new SignOnFailed('unusable', { cause: error })
}

const network =
  /^(E(CONN|PIPE|HOST|NET|NOTFOUND|AI_|TIMEDOUT)|OAUTH_TIMEOUT|CERT_|DEPTH_|UNABLE_|SELF_SIGNED|ERR_TLS|HPE_)/

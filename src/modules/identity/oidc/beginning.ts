import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client'
import { type TrustLevel, trustLevels } from '#platform/context/actor.ts'
import type { Json } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import { configurationOf } from './configuration.ts'
import { SignOnFailed } from './failure.ts'
import type { Audience, Provider } from './provider.ts'

/** How long somebody may take at the provider's pages. */
export const FLOW_MINUTES = 10

export interface Beginning {
  audience: Audience
  /** Where the provider sends people back to; registered there. */
  redirectUri: string
  /** The token that this browser's cookie holds already, if it waits for another answer (a second tab). */
  flow?: string | undefined
  /** What is to be known again when the answer comes; no secrets. */
  carried?: { readonly [key: string]: Json }
  /** Citizens: at least this level is asked for, where the provider is asked by `acr_values`. */
  level?: TrustLevel
  /**
   * Whoever is signed in there: the person is to show anew who they are, and the provider to say when they did ('proof';
   * who sits at the browser could take a mere wish out of the address), or may be somebody else ('choice').
   */
  anew?: 'proof' | 'choice' | undefined
  /** One that is not offered may be tried by an administrator. */
  trial?: boolean
}

/**
 * Begins a sign-on: answers where to send the person, and the token for a cookie of this browser (HttpOnly, SameSite=Lax,
 * ten minutes). State, nonce and PKCE verifier stay here, in a row that is used once. Outside of any transaction.
 * Throws SignOnFailed.
 */
export async function beginSignOn(
  platform: Platform,
  who: Who,
  code: string,
  { audience, redirectUri, flow = randomToken(), carried = {}, ...more }: Beginning,
): Promise<{ url: string; flow: string }> {
  const { config, provider } = await configurationOf(platform, who, code)
  if (provider.audience !== audience || !(provider.offered || more.trial)) throw new SignOnFailed('unknown')
  if (!config.serverMetadata().authorization_endpoint) throw new SignOnFailed('unusable')
  const [state, nonce, verifier] = [randomToken(), randomToken(), randomPKCECodeVerifier()]
  const challenge = await calculatePKCECodeChallenge(verifier)
  await inTx(platform, who, async (ctx) => {
    await ctx.db
      .insertInto('identity.sign_on_flow')
      .values({
        tenant_id: ctx.tenant.id,
        state_hash: hashToken(state),
        browser_hash: hashToken(flow),
        provider_id: provider.id,
        verifier,
        nonce,
        redirect_uri: redirectUri,
        carried: JSON.stringify({ carried, anew: more.anew === 'proof' }),
        expires_at: new Date(ctx.now.getTime() + FLOW_MINUTES * 60_000),
      })
      .execute()
  })
  const url = buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    response_type: 'code',
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...(who.lang && { ui_locales: who.lang }),
    ...(more.level && wantedLevels(provider, more.level)),
    ...(more.anew && { prompt: 'login' }),
    ...(more.anew === 'proof' && { max_age: '0' }),
  })
  // What people are led to is looked at like what we ask ourselves: a link to `javascript:` is none.
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new SignOnFailed('unusable')
  return { url: url.href, flow }
}

/** The values that stand for this level or a higher one (OpenID Connect Core 1.0, 3.1.2.1: `acr_values`). */
function wantedLevels({ levelClaim, levels }: Provider, least: TrustLevel): { acr_values?: string } {
  const rank = (level: TrustLevel): number => trustLevels.indexOf(level)
  const values = levels.filter((l) => rank(l.level) >= rank(least)).map((l) => l.value)
  return levelClaim === 'acr' && values.length > 0 ? { acr_values: values.join(' ') } : {}
}

import { AuthorizationResponseError, authorizationCodeGrant, fetchUserInfo } from 'openid-client'
import { z } from 'zod'
import type { TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken } from '#platform/secret.ts'
import { levelOf, showsFactor } from './assurance.ts'
import type { Claims } from './claims.ts'
import { configurationOf, failureOf } from './configuration.ts'
import { SignOnFailed } from './failure.ts'
import type { Audience, Provider } from './provider.ts'

/** Both times are the provider's, so that two clocks do not matter. */
const isFresh = ({ iat, auth_time }: { iat: number; auth_time?: number }): boolean =>
  auth_time !== undefined && iat - auth_time <= 600

/** Somebody whom a provider vouches for. */
export interface SignedOn {
  provider: Provider
  /** The provider's own, lasting name for the person; with the provider it identifies them. */
  subject: string
  /** The id_token's and the userinfo's, the signed ones first. */
  claims: Claims
  /** The session there, where the provider names it. */
  sid: string | null
  idToken: string
  level: TrustLevel
  /** A second factor was shown there, and the provider is believed in this. */
  factorShown: boolean
  /** The person has shown there within the last ten minutes who they are, says the provider. */
  fresh: boolean
  /** What was handed to `beginSignOn`. */
  carried: Record<string, unknown>
}

const kept = z.object({ carried: z.record(z.string(), z.unknown()), anew: z.boolean() })

/**
 * Takes the answer with which a provider sent somebody back: `search` is the query of the request, `flow` the cookie's
 * token. The flow is used up first, so that an answer counts once, whatever becomes of it. Outside of any transaction.
 * Throws SignOnFailed.
 */
export async function finishSignOn(
  platform: Platform,
  who: Who,
  code: string,
  { audience, search, flow }: { audience: Audience; search: string; flow: string | undefined },
): Promise<SignedOn> {
  const params = new URLSearchParams(search)
  const state = params.get('state')
  const row = state && flow ? await inTx(platform, who, (ctx) => takeFlow(ctx, state, flow)) : undefined
  if (!state || !row) throw new SignOnFailed('lost')
  const { config, provider } = await configurationOf(platform, who, code)
  // An answer at another provider's address is a mix-up (RFC 9700, 4.4).
  if (provider.id !== row.provider_id || provider.audience !== audience) throw new SignOnFailed('lost')
  const { carried, anew } = kept.parse(row.carried)
  const here = new URL(row.redirect_uri)
  here.search = params.toString()
  try {
    const tokens = await authorizationCodeGrant(config, here, {
      expectedState: state,
      expectedNonce: row.nonce,
      pkceCodeVerifier: row.verifier,
      idTokenExpected: true,
      ...(anew && { maxAge: 120 }),
    })
    const signed = tokens.claims()
    if (!signed || !tokens.id_token || signed.sub.length > 255) throw new SignOnFailed('untrusted')
    const info = config.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(config, tokens.access_token, signed.sub)
      : {}
    const claims = { ...info, ...signed }
    return {
      provider,
      subject: signed.sub,
      claims,
      sid: typeof signed.sid === 'string' ? signed.sid : null,
      idToken: tokens.id_token,
      level: levelOf(provider, signed),
      factorShown: showsFactor(provider, signed),
      fresh: isFresh(signed),
      carried,
    }
  } catch (error) {
    if (error instanceof SignOnFailed) throw error
    if (error instanceof AuthorizationResponseError) throw new SignOnFailed('declined', { cause: error })
    const failure = failureOf(error)
    throw failure.reason === 'unreachable' ? failure : new SignOnFailed('untrusted', { cause: error })
  }
}

async function takeFlow(ctx: Ctx, state: string, flow: string) {
  return ctx.db
    .deleteFrom('identity.sign_on_flow')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('state_hash', '=', hashToken(state))
    .where('browser_hash', '=', hashToken(flow))
    .where('expires_at', '>', ctx.now)
    .returning(['provider_id', 'verifier', 'nonce', 'redirect_uri', 'carried'])
    .executeTakeFirst()
}

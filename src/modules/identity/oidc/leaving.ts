import { buildEndSessionUrl } from 'openid-client'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken } from '#platform/secret.ts'
import { configurationOf } from './configuration.ts'
import { type Provider, providers } from './provider.ts'
import { unseal } from './sealing.ts'

export interface Leaving {
  provider: Provider
  /** Where one ends the session there too (OpenID Connect RP-Initiated Logout 1.0); null where that is not offered. */
  url: string | null
}

/**
 * For whoever has signed out here: the provider that the session came from, and the way to sign out there. Works once for
 * a session's token. Outside of any transaction. Null when the session came from no provider.
 */
export async function leavingBy(
  platform: Platform,
  who: Who,
  token: string,
  returnTo: string,
): Promise<Leaving | null> {
  const hash = hashToken(token)
  const from = await inTx(platform, who, async (ctx) => {
    const row = await ctx.db
      .deleteFrom('identity.sign_on_session')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('session_hash', '=', hash)
      .returning(['provider_id', 'id_token'])
      .executeTakeFirst()
    const provider = row && (await providers(ctx)).find((p) => p.id === row.provider_id)
    return row && provider
      ? { provider, idToken: await unseal(ctx, hash.toString('hex'), row.id_token) }
      : null
  })
  if (!from) return null
  try {
    const { config } = await configurationOf(platform, who, from.provider.code)
    if (!config.serverMetadata().end_session_endpoint) return { provider: from.provider, url: null }
    const url = buildEndSessionUrl(config, {
      post_logout_redirect_uri: returnTo,
      id_token_hint: from.idToken,
    })
    return { provider: from.provider, url: /^https?:$/.test(url.protocol) ? url.href : null }
  } catch {
    // It cannot be reached: here they are signed out all the same.
    return { provider: from.provider, url: null }
  }
}

/** Came this session from a provider? */
export const cameByProvider = (platform: Platform, who: Who, token: string): Promise<boolean> =>
  inTx(platform, who, async (ctx) => {
    const row = await ctx.db
      .selectFrom('identity.sign_on_session')
      .select('provider_id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('session_hash', '=', hashToken(token))
      .executeTakeFirst()
    return row !== undefined
  })

import { buildEndSessionUrl } from 'openid-client'
import type { Ctx } from '#platform/context/context.ts'
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

/** The code of the provider that a session came from; null when it came from none. */
export async function providerOfSession(ctx: Ctx, token: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('identity.sign_on_session')
    .select('provider_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('session_hash', '=', hashToken(token))
    .executeTakeFirst()
  return (row && (await providers(ctx)).find((p) => p.id === row.provider_id)?.code) ?? null
}

/**
 * For whoever has signed out here: the provider that the session came from, and the way to sign out there; `token` is
 * that of the session that is over. Outside of any transaction. Null when the session came from no provider.
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
      .selectFrom('identity.sign_on_session')
      .select(['provider_id', 'id_token'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('session_hash', '=', hash)
      .executeTakeFirst()
    const provider = row && (await providers(ctx)).find((p) => p.id === row.provider_id)
    return row && provider
      ? { provider, idToken: await unseal(ctx, hash.toString('hex'), row.id_token) }
      : null
  })
  if (!from) return null
  const { provider, idToken } = from
  try {
    const { config } = await configurationOf(platform, who, provider.code)
    if (!config.serverMetadata().end_session_endpoint) return { provider, url: null }
    const hints = { post_logout_redirect_uri: returnTo, id_token_hint: idToken }
    const url = buildEndSessionUrl(config, hints)
    return { provider, url: /^https?:$/.test(url.protocol) ? url.href : null }
  } catch {
    // It cannot be reached: here they are signed out all the same.
    return { provider, url: null }
  }
}

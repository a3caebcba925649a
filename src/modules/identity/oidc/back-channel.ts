import { jwtVerify } from 'jose'
import { z } from 'zod'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken } from '#platform/secret.ts'
import { endSessionsFrom } from './bound.ts'
import { CLOCK_TOLERANCE_S, configurationOf } from './configuration.ts'
import { SignOnFailed } from './failure.ts'
import type { Provider } from './provider.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** A token is for now; an older one was kept by somebody. */
const OLDEST_S = 600

const logoutClaims = z
  .object({
    jti: z.string().min(1).max(1000),
    iat: z.number(),
    sub: z.string().min(1).max(255).optional(),
    sid: z.string().min(1).max(1000).optional(),
    events: z.object({ [EVENT]: z.object({}).loose() }).loose(),
    // A logout token must never pass for an id_token, nor the other way round.
    nonce: z.never().optional(),
  })
  .refine((claims) => claims.sub !== undefined || claims.sid !== undefined)

/**
 * A provider says that somebody's session there is over (OpenID Connect Back-Channel Logout 1.0, 2.6): ends ours. Answers
 * the hashes of the sessions' tokens, for whoever else keeps sessions. Throws SignOnFailed: 'unknown', 'unreachable',
 * 'unusable', and 'untrusted' for a token that does not hold or was used before.
 */
export async function logoutByToken(
  platform: Platform,
  who: Who,
  code: string,
  token: string,
): Promise<{ provider: Provider; ended: Buffer[] }> {
  const { config, keys, provider } = await configurationOf(platform, who, code)
  if (!keys) throw new SignOnFailed('unusable')
  const claims = await verified(token, keys, config.serverMetadata().issuer, provider)
  return inTx(platform, who, async (ctx) => {
    if (!(await isNew(ctx, provider, claims.jti))) throw new SignOnFailed('untrusted')
    const ended = await endSessionsFrom(ctx, provider.id, { subject: claims.sub, sid: claims.sid })
    ctx.emit('provider.logout', { provider: provider.id, sessions: ended.length })
    return { provider, ended }
  })
}

async function verified(
  token: string,
  keys: Parameters<typeof jwtVerify>[1],
  issuer: string,
  { clientId }: Provider,
): Promise<z.output<typeof logoutClaims>> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys as never, {
      issuer,
      audience: clientId,
      clockTolerance: CLOCK_TOLERANCE_S,
      maxTokenAge: OLDEST_S,
      // Keys that are published sign; a secret shared with us would make any of its holders the provider.
      algorithms: [
        'RS256',
        'RS384',
        'RS512',
        'PS256',
        'PS384',
        'PS512',
        'ES256',
        'ES384',
        'ES512',
        'EdDSA',
        'Ed25519',
      ],
      requiredClaims: ['iat', 'jti', 'events'],
    })
    const { typ } = protectedHeader
    if (typ !== undefined && !/^(application\/)?(logout\+)?jwt$/i.test(typ))
      throw new Error('another kind of token')
    return logoutClaims.parse(payload)
  } catch (error) {
    throw new SignOnFailed('untrusted', { cause: error })
  }
}

async function isNew(ctx: Ctx, provider: Provider, jti: string): Promise<boolean> {
  const made = await ctx.db
    .insertInto('identity.logout_token')
    .values({
      tenant_id: ctx.tenant.id,
      provider_id: provider.id,
      jti_hash: hashToken(jti),
      expires_at: new Date(ctx.now.getTime() + 2 * OLDEST_S * 1000),
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'provider_id', 'jti_hash']).doNothing())
    .returning('provider_id')
    .executeTakeFirst()
  return made !== undefined
}

import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'

export type Purpose = 'sign_in' | 'second_factor' | 'confirm' | 'register'

const MINUTES = 5

/** Random words for a passkey to sign (WebAuthn 3, 13.4.3: 16 bytes at least, ours, used once). */
export async function newChallenge(ctx: Ctx, purpose: Purpose, account: Uuid | null): Promise<string> {
  const challenge = randomToken() + randomToken()
  await ctx.db
    .insertInto('identity.challenge')
    .values({
      tenant_id: ctx.tenant.id,
      challenge_hash: hashToken(challenge),
      purpose,
      account_id: account,
      expires_at: new Date(ctx.now.getTime() + MINUTES * 60_000),
    })
    .execute()
  return challenge
}

/** Was it ours, for this, for this account, and not used yet? It is used up now. */
export async function takeChallenge(
  ctx: Ctx,
  challenge: string,
  purpose: Purpose,
  account: Uuid | null,
): Promise<boolean> {
  const taken = await ctx.db
    .deleteFrom('identity.challenge')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('challenge_hash', '=', hashToken(challenge))
    .where('purpose', '=', purpose)
    .where('account_id', account === null ? 'is' : '=', account)
    .where('expires_at', '>', ctx.now)
    .returning('challenge_hash')
    .executeTakeFirst()
  return taken !== undefined
}

import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import type { SignedOn } from './finishing.ts'
import { seal, unseal } from './sealing.ts'

/**
 * Remembers from which session at a provider a session of ours came; `token` is what our cookie holds. Sessions of staff
 * and of citizens alike.
 */
export async function bindSession(
  ctx: Ctx,
  token: string,
  { provider, subject, sid, idToken }: Pick<SignedOn, 'provider' | 'subject' | 'sid' | 'idToken'>,
): Promise<void> {
  const hash = hashToken(token)
  await ctx.db
    .insertInto('identity.sign_on_session')
    .values({
      tenant_id: ctx.tenant.id,
      session_hash: hash,
      provider_id: provider.id,
      subject,
      sid,
      id_token: await seal(ctx, hash.toString('hex'), idToken),
      at: ctx.now,
    })
    .execute()
}

/** A raised session has a new token; what it came from stays. */
export async function rebindSession(ctx: Ctx, before: string, after: string): Promise<void> {
  const row = await ctx.db
    .deleteFrom('identity.sign_on_session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('session_hash', '=', hashToken(before))
    .returningAll()
    .executeTakeFirst()
  if (!row) return
  const idToken = await unseal(ctx, hashToken(before).toString('hex'), row.id_token)
  const hash = hashToken(after)
  await ctx.db
    .insertInto('identity.sign_on_session')
    .values({ ...row, session_hash: hash, id_token: await seal(ctx, hash.toString('hex'), idToken) })
    .execute()
}

/**
 * Ends our sessions that came from this provider: of this subject, of this session there, or all. Answers the hashes of
 * the sessions' tokens; those that are not staff's have to be ended by whoever keeps them.
 */
export async function endSessionsFrom(
  ctx: Ctx,
  provider: Uuid,
  { subject, sid }: { subject?: string | undefined; sid?: string | undefined },
): Promise<Buffer[]> {
  let ended = ctx.db
    .deleteFrom('identity.sign_on_session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider_id', '=', provider)
  if (subject !== undefined) ended = ended.where('subject', '=', subject)
  if (sid !== undefined) ended = ended.where('sid', '=', sid)
  const hashes = (await ended.returning('session_hash').execute()).map((row) => row.session_hash)
  if (hashes.length > 0)
    await ctx.db
      .deleteFrom('identity.session')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('token_hash', 'in', hashes)
      .execute()
  return hashes
}

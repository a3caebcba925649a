import { secret } from '#modules/tenancy/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, hmac } from '#platform/secret.ts'

/**
 * The token of a tracking link: 128 bits that only the town's key can make, so that a later mail can carry the same
 * link, while the database holds its hash alone.
 */
export async function trackingToken(ctx: Ctx, caseId: Uuid, partyId: Uuid | null): Promise<string> {
  return hmac(await secret(ctx, 'tracking'), `${caseId}:${partyId ?? ''}`)
    .subarray(0, 16)
    .toString('base64url')
}

export function keepTracking(ctx: Ctx, caseId: Uuid, partyId: Uuid | null, token: string): void {
  ctx.send(
    `insert into cases.tracking (tenant_id, token_hash, case_id, party_id, created_at) values ($1, $2, $3, $4, $5)`,
    [ctx.tenant.id, hashToken(token), caseId, partyId, ctx.now],
  )
}

/** Whom a tracking link makes of its bearer; null alike for unknown, expired, revoked and foreign ones. */
export async function holderByToken(ctx: Ctx, token: string): Promise<(Actor & { kind: 'holder' }) | null> {
  const row = await ctx.db
    .selectFrom('cases.tracking')
    .select(['case_id', 'party_id', 'expires_at', 'revoked_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (!row || row.revoked_at || (row.expires_at && row.expires_at <= ctx.now)) return null
  return { kind: 'holder', case: row.case_id, party: row.party_id }
}

/** Who brought a case, if they gave a way to reach them, and the token of their tracking link. */
export async function reporterOf(
  ctx: Ctx,
  caseId: Uuid,
): Promise<{ party: Uuid | null; trackingToken: string }> {
  const row = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('role', '=', 'reporter')
    .orderBy('since')
    .limit(1)
    .executeTakeFirst()
  const party = row?.party_id ?? null
  return { party, trackingToken: await trackingToken(ctx, caseId, party) }
}

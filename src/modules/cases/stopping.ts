import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { bytesOfId, idOfBytes, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'
import { endFollowing } from './following.ts'
import { ownParties } from './own.ts'

/** The one-click stop (RFC 8058): a signed link for one person on one case; nothing is stored until it is used. */
export async function stopToken(ctx: Ctx, caseId: Uuid, partyId: Uuid): Promise<string> {
  const ids = Buffer.concat([bytesOfId(caseId), bytesOfId(partyId)])
  return Buffer.concat([ids, await signature(ctx, ids)]).toString('base64url')
}

/** Ends notifications to the bearer about that case. False when the token is not ours. */
export async function stopNotifying(ctx: Ctx, token: string): Promise<boolean> {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 48) return false
  const ids = bytes.subarray(0, 32)
  if (!(await signature(ctx, ids)).equals(bytes.subarray(32))) return false
  await stop(ctx, idOfBytes(ids), idOfBytes(ids, 16))
  return true
}

/** The same for the bearer of a tracking link, who is one party of one case, and for a citizen in their account. */
export async function stopNotifyingOwn(ctx: Ctx, caseId: Uuid): Promise<void> {
  for (const party of await ownParties(ctx, caseId)) await stop(ctx, caseId, party)
}

/** Is the bearer of the tracking link, or the citizen, written to about the case? */
export async function isNotified(ctx: Ctx, caseId: Uuid): Promise<boolean> {
  const own = await ownParties(ctx, caseId)
  if (own.length === 0) return false
  const row = await ctx.db
    .selectFrom('cases.party as cp')
    .innerJoin('parties.party as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'cp.tenant_id')
        .onRef('p.id', '=', 'cp.party_id')
        .on('p.tenant_id', '=', ctx.tenant.id),
    )
    .select('p.id')
    .where('cp.tenant_id', '=', ctx.tenant.id)
    .where('cp.case_id', '=', caseId)
    .where('cp.party_id', 'in', own)
    .where('cp.stopped_at', 'is', null)
    .where('p.email', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

async function stop(ctx: Ctx, caseId: Uuid, partyId: Uuid): Promise<void> {
  if (await endFollowing(ctx, caseId, [partyId])) return
  const stopped = await ctx.db
    .updateTable('cases.party')
    .set({ stopped_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('party_id', '=', partyId)
    .where('stopped_at', 'is', null)
    .returning('party_id')
    .executeTakeFirst()
  if (stopped) ctx.emit('case.stopped', { case: caseId, party: partyId })
}

const signature = async (ctx: Ctx, ids: Buffer): Promise<Buffer> =>
  hmac(await secret(ctx, 'stop'), ids.toString('hex')).subarray(0, 16)

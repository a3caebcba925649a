import { type Contact, createParty } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { keepTracking, trackingToken } from './tracking.ts'

/**
 * Whom a case is about or for, where somebody else brought it: they hear of it too if an address was given, with a
 * link of their own. Part of opening the case, in its transaction.
 */
export async function addSubject(ctx: Ctx, caseId: Uuid, contact: Contact): Promise<Uuid> {
  const party = createParty(ctx, contact)
  ctx.send(
    `insert into cases.party (tenant_id, case_id, party_id, role, since) values ($1, $2, $3, 'subject', $4)`,
    [ctx.tenant.id, caseId, party, ctx.now],
  )
  keepTracking(ctx, caseId, party, await trackingToken(ctx, caseId, party))
  return party
}

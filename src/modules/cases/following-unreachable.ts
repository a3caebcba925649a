import { sql } from 'kysely'
import { countUnreachable, unreachableAddresses } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { endFollowing } from './following.ts'

/**
 * Whoever follows a report under an address that takes no letters any more follows it no longer. Reporters stay what
 * they are: a clerk sees in the outbox that they cannot be reached.
 */
export async function endUnreachable(ctx: Ctx): Promise<void> {
  const addresses = await unreachableAddresses(ctx)
  if (addresses.length === 0) return
  const { rows } = await sql<{ case_id: Uuid; party_id: Uuid }>`
    select cp.case_id, cp.party_id from parties.party p
    join cases.party cp on cp.tenant_id = ${ctx.tenant.id} and cp.party_id = p.id
    where p.tenant_id = ${ctx.tenant.id} and (p.email_folded = any (${addresses}::text[])
      or (p.folded_at is null and lower(p.email) = any (${addresses}::text[])))
      and cp.role = 'follower' and cp.stopped_at is null`.execute(ctx.db)
  for (const { case_id, party_id } of rows) await endFollowing(ctx, case_id, [party_id])
  countUnreachable(ctx, 'report', rows.length)
}

import { sql } from 'kysely'
import { eraseChanges } from '#modules/audit/index.ts'
import { eraseMail } from '#modules/notifications/index.ts'
import { eraseParty } from '#modules/parties/index.ts'
import { forgetReasons } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { heldIds } from './holding.ts'

/**
 * Forgets those of these people who have nothing more to do with the town: no case that is kept, no account, no hold.
 * Returns how many.
 */
export async function eraseLonely(ctx: Ctx, parties: readonly Uuid[]): Promise<number> {
  if (parties.length === 0) return 0
  const tenant = ctx.tenant.id
  const { rows } = await sql<{ id: Uuid }>`
    select p.id from parties.party p
    where p.tenant_id = ${tenant} and p.id = any (${[...parties]}::uuid[]) and p.erased_at is null
      and not exists (
        select from cases.party cp join cases.case c on c.tenant_id = ${tenant} and c.id = cp.case_id
        where cp.tenant_id = ${tenant} and cp.party_id = p.id and c.anonymised_at is null)
      and not exists (select from citizens.account a where a.tenant_id = ${tenant} and a.party_id = p.id)
      and not exists (select from citizens.organisation o where o.tenant_id = ${tenant} and o.party_id = p.id)
      and p.id <> all (${await heldIds(ctx)}::uuid[])
    for update of p`.execute(ctx.db)
  const ids = rows.map((r) => r.id)
  for (const id of ids) await eraseParty(ctx, id)
  await eraseChanges(ctx, ids)
  await eraseMail(ctx, ids)
  if (ids.length > 0) forgetReasons(ctx, ids)
  return ids.length
}

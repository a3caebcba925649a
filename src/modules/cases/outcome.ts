import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case, Outcome } from './case.ts'
import { visibleCases } from './visible.ts'

export interface Ending {
  outcome: Outcome
  authorityId: Uuid | null
  /** The number of the case that this one repeats, when the actor may see that one. */
  duplicateOf: string | null
  at: Date
}

/** How a closed case ended; null while it is open. */
export async function endingOf(ctx: Ctx, c: Case): Promise<Ending | null> {
  const row = await ctx.db
    .selectFrom('cases.closure')
    .select(['outcome', 'authority_id', 'duplicate_of', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('reopened_at', 'is', null)
    .orderBy('at', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const original = row.duplicate_of
    ? await ctx.db
        .selectFrom('cases.case as c')
        .select('c.number')
        .where('c.tenant_id', '=', ctx.tenant.id)
        .where('c.id', '=', row.duplicate_of)
        .where(visibleCases(ctx))
        .executeTakeFirst()
    : null
  return {
    outcome: row.outcome as Outcome,
    authorityId: row.authority_id,
    duplicateOf: original?.number ?? null,
    at: row.at,
  }
}

import { assignCase, visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

export interface Proposal {
  to: Uuid
  mode: 'assign' | 'propose'
  distance: number
  load: number
  at: Date
}

/** The proposal for a case that nobody has decided on yet. The caller has made sure that the case is visible. */
export async function openProposal(ctx: Ctx, caseId: Uuid): Promise<Proposal | null> {
  const row = await ctx.db
    .selectFrom('dispatch.proposal')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('mode', '=', 'propose')
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        to: row.account_id,
        mode: row.mode as Proposal['mode'],
        distance: row.distance_m,
        load: row.load,
        at: row.at,
      }
    : null
}

/** Follows the proposal. Throws NotFound, Forbidden, Conflict when it was decided on meanwhile. */
export async function acceptProposal(ctx: Ctx, caseId: Uuid, version?: number): Promise<void> {
  await visibleCase(ctx, caseId)
  const proposal = await openProposal(ctx, caseId)
  if (!proposal) throw new Conflict('case.no_proposal')
  await assignCase(ctx, caseId, proposal.to, {
    ...(version === undefined ? {} : { version }),
    reason: { distance: proposal.distance, load: proposal.load, accepted: true },
  })
  await decided(ctx, caseId)
}

/** Whoever takes or gives a case otherwise has decided against the proposal. */
export async function decided(ctx: Ctx, caseId: Uuid): Promise<void> {
  await ctx.db
    .updateTable('dispatch.proposal')
    .set({ decided_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('decided_at', 'is', null)
    .execute()
}

import type { Ctx } from '#platform/context/context.ts'

/** How long what was decided can still be read; that it was decided stays in the history for ever. */
const KEPT = 90 * 86_400_000

/** Questions that nobody answered in time are void; those long answered are forgotten with their words. */
export async function expireApprovals(ctx: Ctx): Promise<void> {
  const expired = await ctx.db
    .updateTable('organisation.approval')
    .set({ decision: 'expired', decided_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('decision', 'is', null)
    .where('expires_at', '<=', ctx.now)
    .returning(['id', 'step', 'subject_id'])
    .execute()
  for (const { id, step, subject_id } of expired)
    ctx.emit('approval.expired', { approval: id, step, subject: subject_id })
  await ctx.db
    .deleteFrom('organisation.approval')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('decided_at', '<', new Date(ctx.now.getTime() - KEPT))
    .execute()
}

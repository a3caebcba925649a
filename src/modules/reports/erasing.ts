import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'

/** A case was anonymised: what only a report has of it (answers, the device it came from) goes too. */
export async function eraseReport(ctx: Ctx, event: StoredEvent): Promise<void> {
  await ctx.db
    .updateTable('reports.report')
    .set({ answers: '{}', device: null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', event.stream)
    .execute()
}

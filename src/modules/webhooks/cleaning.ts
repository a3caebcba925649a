import type { Ctx } from '#platform/context/context.ts'

const KEPT_DAYS = 30

/** The log of deliveries goes back thirty days. */
export async function clean(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('webhooks.delivery')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('status', '<>', 'waiting')
    .where('created_at', '<', new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000))
    .execute()
}

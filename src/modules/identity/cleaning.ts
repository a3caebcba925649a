import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000

/** Sessions that are over and attempts that count no more are deleted; a session that fell idle ends within the day. */
export async function clean(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .deleteFrom('identity.attempt')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('since', '<=', new Date(ctx.now.getTime() - DAY))
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<=', ctx.now)]))
    .execute()
}

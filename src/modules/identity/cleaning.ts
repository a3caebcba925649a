import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000
/** A browser that was not used for so long is a stranger again; its cookie lasts as long. */
export const DEVICE_DAYS = 365

/** Sessions that are over, attempts that count no more, forgotten browsers are deleted; a session that fell idle ends within the day. */
export async function clean(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .deleteFrom('identity.challenge')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .deleteFrom('identity.device')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('last_at', '<=', new Date(ctx.now.getTime() - DEVICE_DAYS * DAY))
    .execute()
  await ctx.db
    .deleteFrom('identity.attempt')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('since', '<=', new Date(ctx.now.getTime() - DAY))
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<=', ctx.now)]))
    .execute()
}

import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000
/** No session lasts longer (tenancy: `sessions.maxHours`). */
const LONGEST_SESSION = 2 * DAY

/** Flows that nobody came back from, used tokens, and what sessions came from that are over. */
export async function cleanSignOn(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('identity.sign_on_flow')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .deleteFrom('identity.logout_token')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .deleteFrom('identity.sign_on_session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('at', '<=', new Date(ctx.now.getTime() - LONGEST_SESSION))
    .execute()
}

import type { Ctx } from '#platform/context/context.ts'
import { hashToken } from '#platform/secret.ts'

/** For so long after signing in or confirming, dangerous actions ask for nothing more. */
const FRESH_MINUTES = 10

/** Has the person at this session shown within the last ten minutes that it is still them? */
export async function confirmedLately(ctx: Ctx, token: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.session')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('state', '=', 'full')
    .where('confirmed_at', '>', new Date(ctx.now.getTime() - FRESH_MINUTES * 60_000))
    .executeTakeFirst()
  return row !== undefined
}

/** The person has just shown it. */
export async function confirmSession(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .updateTable('identity.session')
    .set({ confirmed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('state', '=', 'full')
    .execute()
}

import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'

/** Ends this one session; an unknown one is none. */
export async function signOut(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .execute()
}

/** Ends all sessions of an account: its password, roles or very existence have changed. */
export async function endSessionsOf(ctx: Ctx, account: Uuid): Promise<void> {
  await ctx.db
    .deleteFrom('identity.session')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
}

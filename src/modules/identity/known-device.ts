import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken, randomToken } from '#platform/secret.ts'
import type { Device } from './device.ts'

/**
 * Notes that somebody signed in with this browser. `token` is what its cookie says, if it has one; the answer's is for
 * the cookie. `isNew`: this person has used other browsers before, but never this one.
 */
export async function rememberDevice(
  ctx: Ctx,
  account: Uuid,
  token: string | undefined,
  { browser, system }: Device,
): Promise<{ token: string; isNew: boolean }> {
  const kept = token && /^[\w-]{22}$/.test(token) ? token : randomToken()
  const known = await ctx.db
    .selectFrom('identity.device')
    .select('token_hash')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
  const hash = hashToken(kept)
  await ctx.db
    .insertInto('identity.device')
    .values({
      tenant_id: ctx.tenant.id,
      account_id: account,
      token_hash: hash,
      browser,
      system,
      first_at: ctx.now,
      last_at: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'account_id', 'token_hash'])
        .doUpdateSet({ browser, system, last_at: ctx.now }),
    )
    .execute()
  return { token: kept, isNew: known.length > 0 && !known.some((d) => d.token_hash.equals(hash)) }
}

/** The next sign-in from any browser but this one will be told as one from a new device. */
export async function forgetDevices(ctx: Ctx, account: Uuid, except?: string): Promise<void> {
  await ctx.db
    .deleteFrom('identity.device')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .$if(except !== undefined, (q) => q.where('token_hash', '!=', hashToken(except!)))
    .execute()
}

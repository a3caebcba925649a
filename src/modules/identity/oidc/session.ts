import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import { factorRequired, type RolesOf } from '../demanding.ts'
import { factorsOf, hasFactor } from '../factors.ts'
import { beginPending, type PendingState } from '../pending.ts'
import { beginSession, type Client } from '../session.ts'
import { bindSession } from './bound.ts'
import type { SignedOn } from './finishing.ts'

export interface SignedOnSession {
  /** As after a password: nothing, the second factor, or one to be set up first. */
  next: 'done' | PendingState
  token: string
  /** For the cookie by which the browser is known again; null while the session is pending. */
  device: string | null
}

/**
 * Begins the session of a member of staff whom a provider vouches for, bound to the session there. Where the provider has
 * not shown a second factor, ours is asked for as after a password. Throws NotFound.
 */
export async function beginSignedOn(
  ctx: Ctx,
  account: Uuid,
  signedOn: SignedOn,
  client: Client,
  rolesOf: RolesOf,
): Promise<SignedOnSession> {
  const next = signedOn.factorShown ? 'done' : await afterSignOn(ctx, account, rolesOf)
  const begun =
    next === 'done'
      ? await beginSession(ctx, account, 'oidc', client)
      : { ...(await beginPending(ctx, account, 'oidc', next, client)), device: null }
  if (next === 'done' && !signedOn.fresh) await leaveUnconfirmed(ctx, begun.token)
  await bindSession(ctx, begun.token, signedOn)
  return { next, token: begun.token, device: begun.device }
}

/**
 * Who was signed in there since the morning has shown nothing now: before dangerous actions this session is to be
 * confirmed, as one that is older than ten minutes.
 */
async function leaveUnconfirmed(ctx: Ctx, token: string): Promise<void> {
  await ctx.db
    .updateTable('identity.session')
    .set({ confirmed_at: null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .execute()
}

async function afterSignOn(ctx: Ctx, account: Uuid, rolesOf: RolesOf): Promise<'done' | PendingState> {
  if (hasFactor(await factorsOf(ctx, account))) return 'second_factor'
  return (await factorRequired(ctx, account, rolesOf)) ? 'enrol' : 'done'
}

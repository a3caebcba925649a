import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import { signOut } from './ending.ts'
import { rebindSession } from './oidc/bound.ts'
import { type Begun, beginSession, type Client, insertSession } from './session.ts'

export type PendingState = 'second_factor' | 'enrol'

/** Time to find the telephone; to set something up, longer. */
const minutes: Record<PendingState, number> = { second_factor: 10, enrol: 30 }

export interface Pending {
  account: { id: Uuid; name: string; email: string; lang: Lang }
  state: PendingState
  /** By what it was begun: 'password'. */
  method: string
}

/** A session that opens nothing until it is raised. */
export const beginPending = (ctx: Ctx, account: Uuid, method: string, state: PendingState, client: Client) =>
  insertSession(ctx, account, method, state, client, minutes[state] * 60_000)

/** Who is on their way in by this token; null when nobody is, or it took too long. */
export async function pendingSession(ctx: Ctx, token: string): Promise<Pending | null> {
  const row = await ctx.db
    .selectFrom('identity.session as s')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.account_id'),
    )
    .select(['a.id', 'a.name', 'a.email', 'a.lang', 's.state', 's.method'])
    .where('s.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('s.token_hash', '=', hashToken(token))
    .where('s.state', '!=', 'full')
    .where('s.expires_at', '>', ctx.now)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, name, email, lang, state, method } = row
  return { account: { id, name, email, lang: lang as Lang }, state: state as PendingState, method }
}

/**
 * The second factor was shown: a full session with a token of its own begins, and the pending one is over. Whoever had
 * slipped their token to somebody before they signed in gains nothing (session fixation).
 */
export async function raiseSession(
  ctx: Ctx,
  token: string,
  pending: Pending,
  factor: string,
  client: Client,
): Promise<Begun> {
  await signOut(ctx, token)
  const begun = await beginSession(ctx, pending.account.id, `${pending.method}_${factor}`, client)
  if (pending.method === 'oidc') await rebindSession(ctx, token, begun.token)
  return begun
}

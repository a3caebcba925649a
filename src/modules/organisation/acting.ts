import { sessionAccount } from '#modules/identity/index.ts'
import { type Actor, anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { grantsOf } from './organisation.ts'

export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** Who acts by this session token and what they may do now: one query, the rest is remembered. */
export async function sessionActor(ctx: Ctx, token: string): Promise<StaffActor | null> {
  const account = await sessionAccount(ctx, token)
  if (!account) return null
  return { kind: 'staff', id: account.id, name: account.name, grants: await grantsOf(ctx, account.id) }
}

/** The same in a transaction of its own, for where a request begins. */
export const actorOfSession = (
  platform: Platform,
  tenant: Tenant,
  token: string,
): Promise<StaffActor | null> =>
  inTx(platform, { tenant, actor: anonymous }, (ctx) => sessionActor(ctx, token))

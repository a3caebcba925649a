import { sessionAccount } from '#modules/identity/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { grantsOf } from './organisation.ts'

export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** Who acts by this session token and what they may do now: one query, the rest is remembered. */
export async function sessionActor(ctx: Ctx, token: string): Promise<StaffActor | null> {
  const account = await sessionAccount(ctx, token)
  if (!account) return null
  return { kind: 'staff', id: account.id, name: account.name, grants: await grantsOf(ctx, account.id) }
}

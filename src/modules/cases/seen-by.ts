import { organisation } from '#modules/organisation/index.ts'
import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * The same transaction with somebody else's eyes: for the worker, which writes to people only what each may see.
 * To read with; whatever is changed is changed by who really acts.
 */
export async function actingAs(ctx: Ctx, account: Uuid): Promise<Ctx> {
  const { staff, grants } = await organisation(ctx)
  const actor: Actor = {
    kind: 'staff',
    id: account,
    name: staff.get(account)?.name ?? '',
    grants: grants.get(account) ?? [],
  }
  return Object.create(ctx, { actor: { value: actor } }) as Ctx
}

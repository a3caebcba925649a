import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { isPowerful } from '../mapping.ts'
import { organisation, rowsOf } from '../organisation.ts'

/** Only the directory's key may do what stands in this folder; people have verbs of their own. Throws Forbidden. */
export function assertDirectory({ actor }: Ctx): void {
  const may = actor.kind === 'system' || (actor.kind === 'machine' && actor.scopes.includes('scim'))
  if (!may) throw new Forbidden()
}

/** One form of a user or group name, however it is written. */
export const foldName = (name: string): string => name.trim().normalize('NFC').toLowerCase()

/**
 * Has somebody given this person rights of the administration by hand, for now or later? Then the directory, whose key
 * may be stolen, neither takes the account over nor moves it to another address (ADR 16).
 */
export async function isAdministratorByHand(ctx: Ctx, account: Uuid): Promise<boolean> {
  const { memberships } = await rowsOf(ctx)
  const { roles } = await organisation(ctx)
  return memberships.some(
    (m) =>
      m.account_id === account &&
      m.source === 'manual' &&
      (!m.valid_until || m.valid_until > ctx.now) &&
      isPowerful(roles.get(m.role)?.permissions ?? []),
  )
}

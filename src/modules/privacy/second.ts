import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Four eyes are two natural persons: whoever asked cannot say yes to themselves, neither in their own name nor in that
 * of somebody whose deputy they are. Throws Conflict.
 */
export function assertSecond(ctx: Ctx, first: Uuid): void {
  if (actorId(ctx.actor) === first) throw new Conflict('privacy.second')
}

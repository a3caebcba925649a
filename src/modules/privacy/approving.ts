import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/** The second person where data protection needs one, or the first. */
export const approvesPrivacy = (ctx: Ctx): boolean =>
  may(ctx.actor, 'privacy.approve') || may(ctx.actor, 'privacy.manage')

function assertApproves(ctx: Ctx): void {
  if (!approvesPrivacy(ctx)) throw new Forbidden()
}

/** What a second person must know to have a hold lifted. Null when it is gone. Throws Forbidden. */
export async function holdToLift(ctx: Ctx, id: Uuid): Promise<{ subject: Uuid; reason: string } | null> {
  assertApproves(ctx)
  const row = await ctx.db
    .selectFrom('privacy.hold')
    .select(['subject_id as subject', 'reason'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The same of somebody who is to be erased: who they are is not needed, only what becomes of which case. */
export async function partiesToErase(ctx: Ctx, id: Uuid): Promise<Uuid[]> {
  assertApproves(ctx)
  const row = await ctx.db
    .selectFrom('privacy.request')
    .select('parties')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.parties ?? []
}

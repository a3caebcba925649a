import { approvalById, askForSecond } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { assertManagesPrivacy } from './processings.ts'

/** The step that a second person agrees to; who may, holds `privacy.approve`. */
export const LIFT = 'hold.lift'

/** Asks a second person to lift a hold: evidence that is gone cannot be brought back. Throws Forbidden, NotFound, Conflict. */
export async function askToLift(ctx: Ctx, id: string): Promise<void> {
  assertManagesPrivacy(ctx)
  if (!isUuid(id) || !(await stands(ctx, id))) throw new NotFound()
  await askForSecond(ctx, { step: LIFT, subject: id, payload: {}, permission: 'privacy.approve' })
  ctx.emit('hold.lift_asked', { hold: id })
}

/** Two people agree. Safe to run twice. */
export async function liftGranted(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.step !== LIFT) return
  const asked = await approvalById(ctx, event.stream)
  if (asked?.decision !== 'granted' || !(await stands(ctx, asked.subject))) return
  await ctx.db
    .updateTable('privacy.hold')
    .set({ lifted_by: asked.decidedBy, lifted_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', asked.subject)
    .execute()
  ctx.emit('hold.lifted', { hold: asked.subject, asked_by: asked.askedBy, decided_by: asked.decidedBy })
}

async function stands(ctx: Ctx, id: Uuid): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('privacy.hold')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('lifted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

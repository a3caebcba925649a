import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { OLDEST_DAYS } from './applying.ts'

/** A case became a figure: how long was worked and what was used stays, who it was and when exactly does not. */
export async function forgetWho(ctx: Ctx, event: StoredEvent): Promise<void> {
  const keys = [ctx.tenant.id, event.stream]
  if (event.payload.action === 'delete')
    ctx.send('delete from fieldwork.entry where tenant_id = $1 and case_id = $2', keys)
  else
    ctx.send(
      `update fieldwork.entry set by_id = null, at = date_trunc('month', at), received_at = date_trunc('month', received_at)
       where tenant_id = $1 and case_id = $2`,
      keys,
    )
}

/** Orders of past days, and which actions were done long ago. */
export async function sweepDays(ctx: Ctx): Promise<void> {
  const ago = (days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000)
  ctx.send('delete from fieldwork.stop where tenant_id = $1 and day < $2::timestamptz::date', [
    ctx.tenant.id,
    ago(7),
  ])
  ctx.send('delete from fieldwork.applied where tenant_id = $1 and at < $2', [
    ctx.tenant.id,
    // A day longer than actions are taken, so that none is done twice at the edge.
    ago(OLDEST_DAYS + 1),
  ])
}

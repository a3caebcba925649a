import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { speakingParty } from './own.ts'
import { visibleCase } from './visible.ts'

/** The bearer of a tracking link, or a citizen, says that it is well done. Once is enough; again changes nothing. */
export async function thank(ctx: Ctx, id: Uuid): Promise<void> {
  await speakingParty(ctx, id)
  const c = await visibleCase(ctx, id, 'for update')
  if (c.status === 'closed' && !(await hasThanked(ctx, id))) ctx.emit('case.thanked', { case: id })
}

/** Has somebody said thanks since the case was closed last? */
export async function hasThanked(ctx: Ctx, id: Uuid): Promise<boolean> {
  const last = await ctx.db
    .selectFrom('platform.event')
    .select('type')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', '=', id)
    .where('type', 'in', ['case.thanked', 'case.closed'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.type === 'case.thanked'
}

import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Does any open case lie at this unit, whoever may see it? For whoever is about to dissolve the unit: no number and no
 * name, because there may be cases that they must not know of.
 */
export async function anyOpenAt(ctx: Ctx, unit: Uuid): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('cases.case')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('unit_id', '=', unit)
    .where('status', '<>', 'closed')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

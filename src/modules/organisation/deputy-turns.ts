import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Deputyship } from './deputies.ts'
import { organisation } from './organisation.ts'

/** How long an absence is remembered after its end; why somebody was away nobody knew in the first place. */
const FORGOTTEN_AFTER = 90 * 86_400_000

/**
 * Notices what has begun, rests or has ended by itself since the last time, so that both people are told. The power of
 * a deputy does not wait for this: it is reckoned from the times themselves at every request.
 */
export async function turnDeputies(ctx: Ctx): Promise<void> {
  const open = await ctx.db
    .selectFrom('organisation.deputyship')
    .select(['id', 'absent_id', 'deputy_id', 'valid_until', 'active'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('ended_at', 'is', null)
    .execute()
  if (open.length === 0) return
  const holding = new Set((await organisation(ctx)).holding.map((d: Deputyship) => d.id))
  for (const d of open) {
    const payload = { deputyship: d.id, absent: d.absent_id, deputy: d.deputy_id }
    if (d.valid_until && d.valid_until <= ctx.now) {
      if (await change(ctx, d.id, { active: false, ended_at: d.valid_until }))
        ctx.emit('deputyship.ended', { ...payload, by_itself: true })
    } else if (holding.has(d.id) !== d.active && (await change(ctx, d.id, { active: !d.active })))
      ctx.emit(d.active ? 'deputyship.rested' : 'deputyship.began', payload)
  }
}

/** Only one of several workers says so. */
async function change(ctx: Ctx, id: Uuid, values: { active: boolean; ended_at?: Date }): Promise<boolean> {
  if (values.ended_at) await changeReference(ctx)
  const row = await ctx.db
    .updateTable('organisation.deputyship')
    .set(values)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .$if(!values.ended_at, (query) => query.where('active', '=', !values.active))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Absences that are long over are forgotten. */
export async function forgetAbsences(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('organisation.absence')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('absent_until', '<', new Date(ctx.now.getTime() - FORGOTTEN_AFTER))
    .execute()
}

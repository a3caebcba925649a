import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { wholeTown } from './business-calendar.ts'

/** Gives the town a day off, or its day off another name. */
export async function setDayOff(ctx: Ctx, day: Temporal.PlainDate, name: string): Promise<void> {
  await ctx.db
    .insertInto('calendar.day_off')
    .values({ tenant_id: ctx.tenant.id, day: day.toString(), name })
    .onConflict((oc) => oc.columns(['tenant_id', 'day']).doUpdateSet({ name }))
    .execute()
  await changeReference(ctx)
}

/** Replaces the business hours of a unit, or of the town as a whole; times as "08:00". */
export async function setOpenings(
  ctx: Ctx,
  openings: readonly { weekday: number; from: string; until: string }[],
  unitId: Uuid = wholeTown,
): Promise<void> {
  await ctx.db
    .deleteFrom('calendar.opening')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('unit_id', '=', unitId)
    .execute()
  if (openings.length > 0) {
    await ctx.db
      .insertInto('calendar.opening')
      .values(
        openings.map((o) => ({
          tenant_id: ctx.tenant.id,
          unit_id: unitId,
          weekday: o.weekday,
          from_time: o.from,
          until_time: o.until,
        })),
      )
      .execute()
  }
  await changeReference(ctx)
}

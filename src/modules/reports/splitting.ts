import { businessCalendar } from '#modules/calendar/index.ts'
import { type SplitMode, splitCase, visibleCase } from '#modules/cases/index.ts'
import { decide } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { catalogue } from './category.ts'

export interface NewPart {
  category: string
  /** The other office; by default whichever answers for the category at this place. */
  unitId: Uuid | null
  task: string
  /** By default as long as the category gives. */
  dueAt: Date | null
  mode: SplitMode
  version?: number
}

/**
 * Makes a part of a report for another office, of a category of its own ("Ampel defekt und Mast umgefahren"). Throws
 * Invalid, Conflict, Forbidden, NotFound.
 */
export async function splitReport(ctx: Ctx, id: Uuid, part: NewPart): Promise<{ id: Uuid; number: string }> {
  const c = await visibleCase(ctx, id)
  const category = (await catalogue(ctx)).byCode.get(part.category)
  if (!category) throw new Invalid('report.category_unknown', { category: part.category })
  const decided =
    !part.unitId && c.place
      ? await decide(ctx, { category: category.code, categoryUnit: category.unitId, place: c.place })
      : null
  const unitId = part.unitId ?? decided?.unitId ?? category.unitId
  const calendar = await businessCalendar(ctx, unitId)
  return splitCase(ctx, id, {
    type: category.code,
    title: category.name,
    unitId,
    task: part.task,
    dueAt: part.dueAt ?? calendar.addHours(ctx.now, category.targetHours),
    mode: part.mode,
    ...(part.version === undefined ? {} : { version: part.version }),
  })
}

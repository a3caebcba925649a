import { businessCalendar } from '#modules/calendar/index.ts'
import { reclassifyCase, visibleCase } from '#modules/cases/index.ts'
import { decide } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { catalogue } from './category.ts'

/**
 * Gives a report another category: responsibility is decided anew, and the deadline counted from its arrival as if
 * it had come in so. What was asked for the old category stays answered. Throws Invalid, Conflict, Forbidden.
 */
export async function reclassify(
  ctx: Ctx,
  id: Uuid,
  { category: code, version, byAuthor = false }: { category: string; version?: number; byAuthor?: boolean },
): Promise<void> {
  const c = await visibleCase(ctx, id)
  const category = (await catalogue(ctx)).byCode.get(code)
  if (!category) throw new Invalid('report.category_unknown', { category: code })
  if (c.type === code) throw new Invalid('report.category_same')
  const decision = c.place
    ? await decide(ctx, { category: code, categoryUnit: category.unitId, place: c.place })
    : null
  const unitId = decision?.unitId ?? category.unitId
  const calendar = await businessCalendar(ctx, unitId)
  await reclassifyCase(ctx, id, {
    type: code,
    title: category.name,
    unitId,
    authorityId: decision?.authority?.id ?? null,
    why: decision?.why ?? { code: 'default', params: { unit: category.unitId } },
    dueAt: calendar.addHours(c.openedAt, category.targetHours),
    byAuthor,
    // What nobody outside should see of this kind is not seen any longer; the other way round staff decide.
    hidden: !byAuthor && !category.public && c.public,
    ...(version === undefined ? {} : { version }),
  })
}

import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { wholeTown } from './business-calendar.ts'
import { setDayOff, setOpenings } from './days.ts'

export interface OpeningRow {
  weekday: number
  /** "08:00" */
  from: string
  until: string
}

export interface DayOff {
  /** "2026-12-24" */
  day: string
  name: string
}

/** Everything that was set: business hours by unit (`wholeTown` for the town), and the town's own days off from `since` on. */
export async function calendarRows(
  ctx: Ctx,
  since: string,
): Promise<{ openings: ReadonlyMap<Uuid, OpeningRow[]>; daysOff: DayOff[] }> {
  const [openings, days] = await Promise.all([
    ctx.db
      .selectFrom('calendar.opening')
      .select(['unit_id', 'weekday', 'from_time', 'until_time'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('weekday')
      .orderBy('from_time')
      .execute(),
    ctx.db
      .selectFrom('calendar.day_off')
      .select(['day', 'name'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('day')
      .execute(),
  ])
  return {
    openings: Map.groupBy(openings, (o) => o.unit_id)
      .entries()
      .reduce(
        (map, [unit, rows]) =>
          map.set(
            unit,
            rows.map((o) => ({
              weekday: o.weekday,
              from: o.from_time.slice(0, 5),
              until: o.until_time.slice(0, 5),
            })),
          ),
        new Map<Uuid, OpeningRow[]>(),
      ),
    daysOff: days.map((d) => ({ day: String(d.day), name: d.name })).filter((d) => d.day >= since),
  }
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/

/** Are these hours in order: each ends after it begins, none of a day overlap? */
export const areSound = (rows: readonly OpeningRow[]): boolean =>
  rows.every(
    (o, i) =>
      Number.isInteger(o.weekday) &&
      o.weekday >= 1 &&
      o.weekday <= 7 &&
      time.test(o.from) &&
      (time.test(o.until) || o.until === '24:00') &&
      o.from < o.until &&
      rows.every((p, j) => i === j || p.weekday !== o.weekday || p.until <= o.from || o.until <= p.from),
  )

/** Sets the business hours of a unit or of the town; none for a unit means the town's. Throws Forbidden, Invalid. */
export async function changeOpenings(
  ctx: Ctx,
  rows: readonly OpeningRow[],
  unit: Uuid = wholeTown,
): Promise<void> {
  assertManages(ctx)
  if (!areSound(rows)) throw new Invalid('calendar.hours')
  const before = (await calendarRows(ctx, '0000')).openings.get(unit) ?? []
  await setOpenings(ctx, rows, unit)
  recordChange(ctx, {
    type: 'tenant.openings_changed',
    payload: { tenant: ctx.tenant.id, unit: unit === wholeTown ? null : unit },
    before: inDays(before),
    after: inDays(rows),
  })
}

/** Gives the town a day off. Throws Forbidden, Invalid. */
export async function addDayOff(ctx: Ctx, { day, name }: DayOff): Promise<void> {
  assertManages(ctx)
  if (!name.trim() || name.length > 100) throw new Invalid('calendar.name')
  let date: Temporal.PlainDate
  try {
    date = Temporal.PlainDate.from(day, { overflow: 'reject' })
  } catch {
    throw new Invalid('calendar.day')
  }
  if (date.year < 2000 || date.year > 2200) throw new Invalid('calendar.day')
  await setDayOff(ctx, date, name.trim())
  recordChange(ctx, {
    type: 'tenant.day_off_added',
    payload: { tenant: ctx.tenant.id, day: date.toString() },
    before: null,
    after: { day: date.toString(), name: name.trim() },
  })
}

/** Throws Forbidden, NotFound. */
export async function removeDayOff(ctx: Ctx, day: string): Promise<void> {
  assertManages(ctx)
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) throw new NotFound()
  const gone = await ctx.db
    .deleteFrom('calendar.day_off')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('day', '=', day as never)
    .returning('name')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  await changeReference(ctx)
  recordChange(ctx, {
    type: 'tenant.day_off_removed',
    payload: { tenant: ctx.tenant.id, day },
    before: { day, name: gone.name },
    after: null,
  })
}

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
}

/** { "1": "08:00–12:00, 14:00–16:00", … } */
const inDays = (rows: readonly OpeningRow[]): Json =>
  Object.fromEntries(
    [...Map.groupBy(rows, (o) => String(o.weekday))].map(([day, all]) => [
      day,
      all.map((o) => `${o.from}–${o.until}`).join(', '),
    ]),
  )

import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { holidaysAround } from './holidays.ts'
import { type BusinessCalendar, calendarOf, type Hours, type Opening } from './hours.ts'

/** In `calendar.opening`, the town as a whole. */
export const wholeTown: Uuid = '00000000-0000-0000-0000-000000000000'

// What a town has that has said nothing yet.
const usual: Opening[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: 8 * 60, until: 16 * 60 }))

interface Kept {
  base: Omit<Hours, 'openings'>
  openings: Map<Uuid, Opening[]>
  made: Map<Uuid, BusinessCalendar>
}

/**
 * Business hours of a unit, or of the town where the unit has none of its own, with the state's public holidays
 * and the town's days off. Remembered, so asking for it costs nothing.
 */
export async function businessCalendar(ctx: Ctx, unitId?: Uuid | null): Promise<BusinessCalendar> {
  const year = ctx.now.getUTCFullYear()
  const kept = await remember(ctx, `calendar.hours.${year}`, () => load(ctx, year, holidaysAround)).catch(
    (error) => {
      // A report must be accepted though its deadline may fall on a holiday; the next one tries again.
      ctx.platform.log.error({ err: error }, 'holidays unknown, counting without them')
      return load(ctx, year, async () => new Map())
    },
  )
  const own = unitId && kept.openings.has(unitId) ? unitId : wholeTown
  const held = kept.made.get(own)
  if (held) return held
  const made = calendarOf({ ...kept.base, openings: kept.openings.get(own) ?? usual })
  kept.made.set(own, made)
  return made
}

async function load(ctx: Ctx, year: number, holidaysOf: typeof holidaysAround): Promise<Kept> {
  const { holidays } = await settings(ctx)
  const openings = new Map<Uuid, Opening[]>()
  const rows = await ctx.db
    .selectFrom('calendar.opening')
    .select(['unit_id', 'weekday', 'from_time', 'until_time'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  for (const row of rows) {
    const list = openings.get(row.unit_id) ?? []
    list.push({ weekday: row.weekday, from: minutes(row.from_time), until: minutes(row.until_time) })
    openings.set(row.unit_id, list)
  }
  const off = await ctx.db
    .selectFrom('calendar.day_off')
    .select(['day', 'name'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  return {
    base: {
      timeZone: ctx.tenant.timeZone,
      holidays: await holidaysOf(year, holidays.country, holidays.state ?? ''),
      daysOff: new Map(off.map((row) => [String(row.day), row.name])),
    },
    openings,
    made: new Map(),
  }
}

// PostgreSQL writes "08:00:00", and "24:00:00" for the end of a day.
function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

import { sql } from 'kysely'
import { businessCalendar } from '#modules/calendar/index.ts'
import { addressBook, nearestAddress } from '#modules/geo/index.ts'
import { objectLabel, objectsOf } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { today } from './managing.ts'
import { walkingOrder } from './ordering.ts'
import { nextWalk } from './rhythm.ts'
import { type Round, toRound } from './round.ts'

/** As many as one person looks at in a day; a round over more is cut into districts. */
export const MOST_STOPS = 300

/**
 * Makes the walks that are due by today, each once, with the objects as they are now. What was missed while nothing ran
 * is made for the last day only: nobody walks five Mondays at once. Safe to run twice.
 */
export async function makeDueRuns(ctx: Ctx): Promise<void> {
  const day = today(ctx)
  const rows = await ctx.db
    .selectFrom('rounds.round')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('active', '=', true)
    .where(sql<boolean>`next_on <= ${day.toString()}::date`)
    .orderBy('id')
    .limit(50)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const row of rows) await makeRuns(ctx, toRound(row), day)
}

async function makeRuns(ctx: Ctx, round: Round, day: Temporal.PlainDate): Promise<void> {
  const calendar = await businessCalendar(ctx, round.unitId)
  let due: Temporal.PlainDate | null = null
  let of = round.nextOn
  for (;;) {
    const walk = nextWalk(round.rhythm, of, calendar, round.skipHolidays)
    of = walk.of
    if (Temporal.PlainDate.compare(walk.due, day) > 0) break
    due = walk.due
    of = walk.of.add({ days: 1 })
  }
  if (due) await makeRun(ctx, round, due)
  await ctx.db
    .updateTable('rounds.round')
    .set({ next_on: of.toString() })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', round.id)
    .execute()
}

/** One walk with its stops in walking order; null where there is one for that day already. */
export async function makeRun(ctx: Ctx, round: Round, due: Temporal.PlainDate): Promise<Uuid | null> {
  const id = newId()
  const made = await ctx.db
    .insertInto('rounds.run')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      round_id: round.id,
      due_on: due.toString(),
      unit_id: round.unitId,
      person_id: round.personId,
      questions: JSON.stringify(round.questions),
      made_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'round_id', 'due_on']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return null
  const objects = await objectsOf(
    ctx,
    { layer: round.layer, ...(round.areaId ? { areaId: round.areaId } : {}) },
    MOST_STOPS,
  )
  const book = await addressBook(ctx)
  const stops = await Promise.all(
    walkingOrder(objects).map(async (object, i) => ({
      tenant_id: ctx.tenant.id,
      run_id: id,
      position: i + 1,
      object_id: object.id,
      label: objectLabel(object, 'de'),
      address:
        (book ? book.nearest(object.place, 200) : await nearestAddress(ctx, object.place))?.label ?? null,
      lat: object.place.lat,
      lon: object.place.lon,
    })),
  )
  if (stops.length > 0) await ctx.db.insertInto('rounds.stop').values(stops).execute()
  ctx.emit('round.due', { round: round.id, run: id, stops: stops.length })
  return id
}

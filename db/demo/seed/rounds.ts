import { layerByCode } from '#modules/objects/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { makeRound, makeRun, managedRound, stopsOf, today } from '#modules/rounds/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId } from '#platform/ids.ts'
import { demoLogins } from '../logins.ts'

const HOUR = 3_600_000
const WEEKS = 4

/** All playgrounds, every Monday: four walks that are done, and the one of this week. */
export async function seedRounds(ctx: Ctx): Promise<void> {
  const { staff } = await organisation(ctx)
  const email = demoLogins.find((login) => login.role === 'field_worker')!.email
  const walker = [...staff.values()].find((person) => person.email === email)
  const unitId = walker?.units[0]
  if (!walker || !unitId || !(await layerByCode(ctx, 'spielplaetze'))) return
  const id = await makeRound(ctx, {
    name: 'Spielplätze',
    unitId,
    personId: walker.id,
    layer: 'spielplaetze',
    areaId: null,
    rhythm: { every: 'week', days: [1] },
    skipHolidays: true,
    daysToWalk: 2,
    questions: [
      {
        code: 'frage1',
        kind: 'yesno',
        label: { de: 'Ist der Sand sauber?', en: 'Is the sand clean?' },
        required: true,
        order: 1,
      },
      {
        code: 'frage2',
        kind: 'yesno',
        label: { de: 'Sitzen alle Schrauben fest?', en: 'Are all screws tight?' },
        required: true,
        order: 2,
      },
    ],
    defectType: 'spielgeraet',
    active: true,
  })
  const round = await managedRound(ctx, id)
  const monday = round.nextOn
  for (let week = WEEKS; week >= 1; week--) {
    const due = monday.subtract({ weeks: week })
    const run = await makeRun(ctx, round, due)
    if (run) await walked(ctx, run, due, walker.id, week)
  }
  // The one to be walked now; the worker makes the next ones.
  await makeRun(ctx, round, today(ctx))
}

async function walked(
  ctx: Ctx,
  run: string,
  due: Temporal.PlainDate,
  by: string,
  week: number,
): Promise<void> {
  const began = due.toZonedDateTime({ timeZone: ctx.tenant.timeZone, plainTime: '07:30' }).epochMilliseconds
  const stops = await stopsOf(ctx, run)
  if (stops.length > 0)
    await ctx.db
      .insertInto('rounds.finding')
      .values(
        stops.map((stop, i) => {
          const blocked = (i * 7 + week * 3) % 13 === 0
          return {
            tenant_id: ctx.tenant.id,
            id: newId(),
            run_id: run,
            object_id: stop.objectId,
            result: blocked ? 'blocked' : 'ok',
            answers: JSON.stringify(blocked ? {} : { frage1: (i + week) % 5 !== 0, frage2: true }),
            reason: blocked ? 'locked' : null,
            by_id: by,
            at: new Date(began + i * (HOUR / 4)),
          }
        }),
      )
      .execute()
  await ctx.db
    .updateTable('rounds.run')
    .set({ finished_at: new Date(began + stops.length * (HOUR / 4)), finished_by: by })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', run)
    .execute()
}

import { recordChange } from '#modules/audit/index.ts'
import { businessCalendar } from '#modules/calendar/index.ts'
import { fieldsSchema } from '#modules/forms/index.ts'
import { districts } from '#modules/geo/index.ts'
import { layerByCode } from '#modules/objects/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { may, unitsWhere } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { nextWalk, rhythmSchema } from './rhythm.ts'
import { questionKinds, type Round, toRound } from './round.ts'

export type RoundInput = Omit<Round, 'id' | 'nextOn' | 'version'>

export const LONGEST_NAME = 120

/** Today, where the town is. */
export const today = (ctx: Ctx): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()

export const assertManagesRounds = (ctx: Ctx, unit?: Uuid): void => {
  if (!may(ctx.actor, 'rounds.manage', unit)) throw new Forbidden()
}

/** The rounds that the actor looks after, by name. Throws Forbidden. */
export async function managedRounds(ctx: Ctx): Promise<Round[]> {
  assertManagesRounds(ctx)
  let query = ctx.db
    .selectFrom('rounds.round')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('name')
    .orderBy('id')
  if (ctx.actor.kind !== 'system')
    query = query.where('unit_id', 'in', unitsWhere(ctx.actor, 'rounds.manage'))
  return (await query.execute()).map(toRound)
}

/** Throws NotFound where there is none, Forbidden where it is another unit's. */
export async function managedRound(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<Round> {
  assertManagesRounds(ctx)
  if (!isUuid(id)) throw new NotFound()
  let query = ctx.db
    .selectFrom('rounds.round')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  const round = toRound(row)
  assertManagesRounds(ctx, round.unitId)
  return round
}

/** Is this somebody who may walk the unit's rounds themselves? */
export async function walksAt(ctx: Ctx, person: Uuid, unit: Uuid): Promise<boolean> {
  const { staff, grants } = await organisation(ctx)
  const may = grants
    .get(person)
    ?.some((g) => !g.for && g.permissions.includes('rounds.walk') && g.units.includes(unit))
  return Boolean(staff.get(person)?.active && may)
}

async function check(ctx: Ctx, input: RoundInput): Promise<void> {
  assertManagesRounds(ctx, input.unitId)
  const name = input.name.trim()
  if (!name || name.length > LONGEST_NAME) throw new Invalid('round.name', { most: LONGEST_NAME })
  const org = await organisation(ctx)
  const unit = org.units.get(input.unitId)
  if (!unit || unit.dissolvedAt) throw new Invalid('case.no_such_unit')
  if (input.personId && !(await walksAt(ctx, input.personId, input.unitId))) throw new Invalid('round.person')
  if (!(await layerByCode(ctx, input.layer))) throw new Invalid('round.layer')
  if (input.areaId && !(await districts(ctx)).some((one) => one.id === input.areaId))
    throw new Invalid('round.area')
  if (!rhythmSchema.safeParse(input.rhythm).success) throw new Invalid('round.rhythm')
  const asked = fieldsSchema.safeParse(input.questions)
  if (!asked.success || asked.data.some((q) => !questionKinds.some((kind) => kind === q.kind)))
    throw new Invalid('round.questions')
  if (!(Number.isInteger(input.daysToWalk) && input.daysToWalk >= 1 && input.daysToWalk <= 60))
    throw new Invalid('round.days')
  if (!(await catalogue(ctx)).byCode.has(input.defectType))
    throw new Invalid('report.category_unknown', { category: input.defectType })
}

const columnsOf = (r: RoundInput) => ({
  name: r.name.trim(),
  unit_id: r.unitId,
  person_id: r.personId,
  layer: r.layer,
  area_id: r.areaId,
  rhythm: JSON.stringify(r.rhythm),
  skip_holidays: r.skipHolidays,
  days_to_walk: r.daysToWalk,
  questions: JSON.stringify(r.questions),
  defect_type: r.defectType,
  active: r.active,
})

const told = (r: RoundInput): Json => ({
  name: r.name,
  layer: r.layer,
  rhythm: r.rhythm,
  skip_holidays: r.skipHolidays,
  days_to_walk: r.daysToWalk,
  questions: r.questions.map((q) => q.label.de),
  defect_type: r.defectType,
  active: r.active,
})

/** The next day on which it is walked, from today on. */
async function firstDay(ctx: Ctx, input: RoundInput): Promise<string> {
  const calendar = await businessCalendar(ctx, input.unitId)
  return nextWalk(input.rhythm, today(ctx), calendar, input.skipHolidays).of.toString()
}

/** Sets up a round; its first walk is made by the worker. Throws Invalid, Forbidden. */
export async function makeRound(ctx: Ctx, input: RoundInput): Promise<Uuid> {
  await check(ctx, input)
  const id = newId()
  await ctx.db
    .insertInto('rounds.round')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      ...columnsOf(input),
      next_on: await firstDay(ctx, input),
    })
    .execute()
  recordChange(ctx, { type: 'round.made', payload: { round: id }, before: null, after: told(input) })
  return id
}

/** Changes a round; walks that are there already stay as they were asked. Throws Conflict when somebody was faster. */
export async function changeRound(ctx: Ctx, id: Uuid, input: RoundInput, version: number): Promise<void> {
  const before = await managedRound(ctx, id, 'for update')
  if (before.version !== version) throw new Conflict('round.version')
  await check(ctx, input)
  const moved =
    JSON.stringify(before.rhythm) !== JSON.stringify(input.rhythm) || (!before.active && input.active)
  await ctx.db
    .updateTable('rounds.round')
    .set({
      ...columnsOf(input),
      version: version + 1,
      ...(moved ? { next_on: await firstDay(ctx, input) } : {}),
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  recordChange(ctx, {
    type: 'round.changed',
    payload: { round: id },
    before: told(before),
    after: told(input),
  })
}

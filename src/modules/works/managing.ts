import { recordChange } from '#modules/audit/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { may, unitsWhere } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { toWork, workRow } from './rows.ts'
import { stateOf, type Work } from './work.ts'

export type WorkInput = Omit<Work, 'id' | 'publishedAt' | 'endedAt' | 'updatedAt' | 'version'>

const LONGEST_YEARS = 5
export const LONGEST_TITLE = 150
export const LONGEST_BODY = 4000

export const assertManagesWorks = (ctx: Ctx, unit?: Uuid): void => {
  if (!may(ctx.actor, 'works.manage', unit)) throw new Forbidden()
}

/** Those that the actor looks after, newest first, drafts and past ones too. Throws Forbidden. */
export async function managedWorks(ctx: Ctx, limit = 300): Promise<Work[]> {
  assertManagesWorks(ctx)
  const units = ctx.actor.kind === 'system' ? null : unitsWhere(ctx.actor, 'works.manage')
  let query = ctx.db
    .selectFrom('works.work')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('begins_at', 'desc')
    .orderBy('id')
    .limit(limit)
  if (units) query = query.where('unit_id', 'in', units)
  return (await query.execute()).map(toWork)
}

/** One of those. Throws NotFound where there is none, Forbidden where it is another unit's. */
export async function managedWork(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<Work> {
  assertManagesWorks(ctx)
  const work = await workRow(ctx, id, lock)
  assertManagesWorks(ctx, work.unitId)
  return work
}

async function check(ctx: Ctx, input: WorkInput): Promise<void> {
  assertManagesWorks(ctx, input.unitId)
  const unit = (await organisation(ctx)).units.get(input.unitId)
  if (!unit || unit.dissolvedAt) throw new Invalid('case.no_such_unit')
  for (const text of Object.values(input.title))
    if (!text.trim() || text.length > LONGEST_TITLE) throw new Invalid('work.title', { most: LONGEST_TITLE })
  for (const text of Object.values(input.body))
    if (!text.trim() || text.length > LONGEST_BODY) throw new Invalid('work.body', { most: LONGEST_BODY })
  const { beginsAt, endsAt } = input
  if (endsAt && endsAt <= beginsAt) throw new Invalid('work.ends_before')
  const years = LONGEST_YEARS * 366 * 86_400_000
  if (Math.abs(beginsAt.getTime() - ctx.now.getTime()) > years) throw new Invalid('work.far')
  if (endsAt && endsAt.getTime() - beginsAt.getTime() > years) throw new Invalid('work.far')
  const { byCode } = await catalogue(ctx)
  const unknown = input.types.find((type) => !byCode.has(type))
  if (unknown) throw new Invalid('report.category_unknown', { category: unknown })
}

const columnsOf = (w: WorkInput) => ({
  kind: w.kind,
  title: w.title.de.trim(),
  title_en: w.title.en.trim(),
  body: w.body.de.trim(),
  body_en: w.body.en.trim(),
  begins_at: w.beginsAt,
  ends_at: w.endsAt,
  extent: w.extent,
  lat: w.place?.lat ?? null,
  lon: w.place?.lon ?? null,
  radius_m: w.radius,
  streets: [...w.streets],
  area_id: w.areaId,
  shape: w.shape ? JSON.stringify(w.shape) : null,
  west: w.box?.west ?? null,
  south: w.box?.south ?? null,
  east: w.box?.east ?? null,
  north: w.box?.north ?? null,
  types: [...new Set(w.types)],
  on_match: w.onMatch,
  on_end: w.onEnd,
  unit_id: w.unitId,
})

/** As the record of changes keeps it; a drawing may be long, and says nothing there. */
const told = (w: WorkInput | null): Json =>
  w && {
    kind: w.kind,
    title: w.title.de,
    title_en: w.title.en,
    body: w.body.de,
    body_en: w.body.en,
    begins_at: w.beginsAt.toISOString(),
    ends_at: w.endsAt?.toISOString() ?? null,
    extent: w.extent,
    streets: w.streets,
    types: w.types,
    on_match: w.onMatch,
    on_end: w.onEnd,
  }

/** Writes down a work that nobody sees yet. Throws Invalid, Forbidden. */
export async function makeWork(ctx: Ctx, input: WorkInput): Promise<Uuid> {
  await check(ctx, input)
  await changeReference(ctx)
  const id = newId()
  await ctx.db
    .insertInto('works.work')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      ...columnsOf(input),
      made_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      made_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  recordChange(ctx, { type: 'work.made', payload: { work: id }, before: null, after: told(input) })
  return id
}

/** Changes a work; one that had ended and now ends later goes on. Throws Conflict when somebody was faster. */
export async function changeWork(ctx: Ctx, id: Uuid, input: WorkInput, version: number): Promise<void> {
  const before = await managedWork(ctx, id, 'for update')
  if (before.version !== version) throw new Conflict('work.changed_meanwhile')
  await check(ctx, input)
  const goesOn = before.endedAt !== null && (input.endsAt === null || input.endsAt > ctx.now)
  await write(ctx, before, { ...columnsOf(input), ...(goesOn ? { ended_at: null } : {}) })
  recordChange(ctx, { type: 'work.changed', payload: { work: id }, before: told(before), after: told(input) })
}

/** Shows a work to everybody, and lets it answer reports; or takes it back. Saying it twice changes nothing. */
export async function publishWork(ctx: Ctx, id: Uuid, published: boolean): Promise<void> {
  const before = await managedWork(ctx, id, 'for update')
  if ((before.publishedAt !== null) === published) return
  await write(ctx, before, { published_at: published ? ctx.now : null })
  const type = published ? 'work.published' : 'work.withdrawn'
  recordChange(ctx, { type, payload: { work: id }, before: { published: !published }, after: { published } })
}

/** It is over, by the clock or because somebody says so. Its reports and followers are told by the worker. */
export async function endWork(ctx: Ctx, id: Uuid): Promise<void> {
  const before = await managedWork(ctx, id, 'for update')
  if (before.endedAt || stateOf(before, ctx.now) === 'soon') throw new Conflict('work.ended')
  await write(ctx, before, {
    ended_at: ctx.now,
    ...(before.endsAt === null || before.endsAt > ctx.now ? { ends_at: ctx.now } : {}),
  })
  recordChange(ctx, {
    type: 'work.ended',
    payload: { work: id },
    before: { ends_at: before.endsAt?.toISOString() ?? null },
    after: { ended_at: ctx.now.toISOString() },
  })
}

type Columns = Partial<
  ReturnType<typeof columnsOf> & { published_at: Date | null; ended_at: Date | null; ends_at: Date | null }
>

async function write(ctx: Ctx, before: Work, columns: Columns): Promise<void> {
  await changeReference(ctx)
  await ctx.db
    .updateTable('works.work')
    .set({ ...columns, updated_at: ctx.now, version: before.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', before.id)
    .execute()
}

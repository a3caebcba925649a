import type { InBoth } from '#modules/forms/index.ts'
import { mercator } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type Case, CHILD } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import type { SplitMode } from './children.ts'
import { restrictChild } from './children-restricting.ts'
import { voidWaiting } from './closing-by-two.ts'
import { assertSeenAt } from './named.ts'
import { checkDay } from './planning.ts'
import { LONGEST_TEXT } from './speaking.ts'
import { caseFor } from './visible.ts'

/** More offices than that do not work on one report; it is a project. */
const MOST = 12

export interface NewChild {
  type: string
  title: InBoth
  unitId: Uuid
  /** What is asked of the other office, in words for colleagues. */
  task: string
  dueAt: Date | null
  /** How all parts of the case close. */
  mode: SplitMode
  version?: number
}

/**
 * Makes a part of a case for another office: a case of its own with unit, type, person, deadline and state, at the same
 * place, that nobody outside of the town hall sees and that counts as no report. Throws Invalid, Conflict, Forbidden.
 */
export async function splitCase(ctx: Ctx, id: Uuid, input: NewChild): Promise<{ id: Uuid; number: string }> {
  const task = input.task.trim()
  if (!task) throw new Invalid('case.task_missing')
  if (task.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  const c = await caseFor(ctx, 'split', id, input.version)
  const unit = (await organisation(ctx)).units.get(input.unitId)
  if (!unit || unit.dissolvedAt) throw new Invalid('case.no_such_unit')
  await assertSeenAt(ctx, c, input.unitId)
  if (input.dueAt) checkDay(ctx, input.dueAt, 'due')
  const position = await nextPosition(ctx, id, input.mode)
  const child = { id: newId(), number: `${c.number}-${position}` }
  await insertChild(ctx, c, child, input)
  await ctx.db
    .insertInto('cases.child')
    .values({ tenant_id: ctx.tenant.id, case_id: child.id, parent_id: id, position })
    .execute()
  // As if it had come in by the other office's door, for colleagues only: lists show how it begins.
  addMessage(ctx, child.id, { body: task, channel: 'web', direction: 'in', visibility: 'internal' })
  if (c.restricted) await restrictChild(ctx, c, child.id)
  await voidWaiting(ctx, c)
  await changeCase(ctx, c, {})
  ctx.emit(
    'case.opened',
    {
      case: child.id,
      kind: CHILD,
      type: input.type,
      channel: c.channel,
      unit: input.unitId,
      authority: null,
      why: 'part',
      why_params: { unit: input.unitId },
    },
    { first: true },
  )
  ctx.emit('case.split', { case: id, child: child.id, unit: input.unitId, type: input.type })
  return child
}

async function nextPosition(ctx: Ctx, parent: Uuid, mode: SplitMode): Promise<number> {
  const { made } = await ctx.db
    .insertInto('cases.split')
    .values({ tenant_id: ctx.tenant.id, case_id: parent, mode, made: 1 })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'case_id'])
        .doUpdateSet((eb) => ({ mode, made: eb('cases.split.made', '+', 1) })),
    )
    .returning('made')
    .executeTakeFirstOrThrow()
  if (made > MOST) throw new Invalid('case.parts_many', { most: MOST })
  return made
}

async function insertChild(
  ctx: Ctx,
  c: Case,
  child: { id: Uuid; number: string },
  { type, title, unitId, dueAt }: NewChild,
): Promise<void> {
  const point = c.place ? mercator(c.place) : null
  ctx.send(
    `insert into cases.case
       (tenant_id, id, number, kind, type, title, title_en, status, priority, channel, public, restricted, unit_id, area_id,
        lat, lon, place, address, opened_at, due_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8, $9, false, $10, $11, $12, $13, $14, $15, $16, $17, $18, $17)`,
    [
      ctx.tenant.id,
      child.id,
      child.number,
      CHILD,
      type,
      title.de,
      title.en,
      c.priority,
      c.channel,
      c.restricted,
      unitId,
      c.areaId,
      c.place?.lat ?? null,
      c.place?.lon ?? null,
      point ? `(${point.x},${point.y})` : null,
      c.address,
      ctx.now,
      dueAt,
    ],
  )
}

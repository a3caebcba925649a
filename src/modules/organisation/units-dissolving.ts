import { recordChange } from '#modules/audit/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { everyRole } from './held.ts'
import { assertManages } from './managing.ts'
import { organisation } from './organisation.ts'
import type { Unit } from './structure.ts'
import { said } from './units.ts'

/** What still hangs on a unit as far as the organisation knows; cases and categories are asked where it is done. */
export async function hangingOn(ctx: Ctx, id: Uuid): Promise<{ units: Unit[]; people: Uuid[] }> {
  const { units } = await organisation(ctx)
  const held = (await everyRole(ctx)).filter((h) => h.unit === id && h.state !== 'past')
  return {
    units: [...units.values()].filter((u) => u.parentId === id && !u.dissolvedAt),
    people: [...new Set(held.map((h) => h.account))],
  }
}

/**
 * Dissolves a unit on which nothing hangs any more. Its closed cases and its history are `successor`'s from then on;
 * by default those above it. Throws Forbidden, NotFound, Invalid (no successor), Conflict (units or people are left;
 * changed since).
 */
export async function dissolveUnit(
  ctx: Ctx,
  id: Uuid,
  { successor, version }: { successor: Uuid | null; version: number },
): Promise<void> {
  assertManages(ctx, id)
  const { units, subtree } = await organisation(ctx)
  const unit = units.get(id)
  if (!unit || unit.dissolvedAt) throw new NotFound()
  if (unit.version !== version) throw new Conflict('unit.version')
  const heir = successor ?? unit.parentId
  if (!heir) throw new Invalid('unit.successor')
  if (!units.has(heir) || units.get(heir)!.dissolvedAt || subtree(id).includes(heir))
    throw new Invalid('unit.successor')
  if (heir !== unit.parentId) assertManages(ctx, heir)
  const left = await hangingOn(ctx, id)
  if (left.units.length > 0) throw new Conflict('unit.has_units', { count: left.units.length })
  if (left.people.length > 0) throw new Conflict('unit.has_people', { count: left.people.length })
  await write(ctx, unit, { parent_id: heir, dissolved_at: ctx.now })
  recordChange(ctx, {
    type: 'unit.dissolved',
    payload: { unit: id, successor: heir },
    before: said(unit),
    after: said({ ...unit, parentId: heir }),
  })
}

/** Undoes it: the unit is there again, below its successor. Throws Forbidden, NotFound, Conflict. */
export async function restoreUnit(ctx: Ctx, id: Uuid, version: number): Promise<void> {
  assertManages(ctx, id)
  const { units } = await organisation(ctx)
  const unit = units.get(id)
  if (!unit?.dissolvedAt) throw new NotFound()
  if (unit.version !== version) throw new Conflict('unit.version')
  if (unit.parentId && units.get(unit.parentId)?.dissolvedAt) throw new Conflict('unit.above_dissolved')
  await write(ctx, unit, { parent_id: unit.parentId, dissolved_at: null })
  recordChange(ctx, { type: 'unit.restored', payload: { unit: id }, before: null, after: said(unit) })
}

async function write(
  ctx: Ctx,
  unit: Unit,
  change: { parent_id: Uuid | null; dissolved_at: Date | null },
): Promise<void> {
  await changeReference(ctx)
  const done = await ctx.db
    .updateTable('organisation.unit')
    .set({ ...change, version: unit.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', unit.id)
    .where('version', '=', unit.version)
    .returning('id')
    .executeTakeFirst()
  if (!done) throw new Conflict('unit.version')
}

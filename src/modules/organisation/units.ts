import { recordChange } from '#modules/audit/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { assertManages, assertManagesAll } from './managing.ts'
import { organisation } from './organisation.ts'
import type { Unit } from './structure.ts'
import { extendTownWide, townWideRoles } from './top-units.ts'

export type NewUnit = Omit<Unit, 'id' | 'version' | 'headId' | 'dissolvedAt'> & {
  id?: Uuid
  /** Left out, it stays as it is. */
  headId?: Uuid | null
}

/** Adds a unit below another, or at the top. Throws Forbidden, NotFound (parent), Invalid, Conflict (code). */
export async function createUnit(ctx: Ctx, { id = newId(), parentId, ...unit }: NewUnit): Promise<Uuid> {
  if (parentId) assertManages(ctx, parentId)
  else await assertManagesAll(ctx)
  await check(ctx, { parentId, ...unit }, id)
  const ruling = parentId ? [] : await townWideRoles(ctx)
  await changeReference(ctx)
  await insertUnits(ctx, [{ id, parentId, ...unit }])
  await extendTownWide(ctx, ruling, [id])
  return id
}

/**
 * Changes a unit. Throws Forbidden, NotFound, Invalid (below itself, dissolved, a head who is none of the staff),
 * Conflict (an older version, a code that another has).
 */
export async function changeUnit(
  ctx: Ctx,
  id: Uuid,
  unit: Omit<NewUnit, 'id'>,
  version: number,
): Promise<void> {
  assertManages(ctx, id)
  const { units, subtree } = await organisation(ctx)
  const before = units.get(id)
  if (!before) throw new NotFound()
  if (unit.parentId !== before.parentId) {
    if (unit.parentId) assertManages(ctx, unit.parentId)
    else await assertManagesAll(ctx)
    if (unit.parentId && subtree(id).includes(unit.parentId)) throw new Invalid('unit.circle')
  }
  if (before.version !== version) throw new Conflict('unit.version')
  if (before.dissolvedAt) throw new Invalid('unit.dissolved')
  await check(ctx, unit, id)
  const ruling = unit.parentId || !before.parentId ? [] : await townWideRoles(ctx)
  await changeReference(ctx)
  if (!(await updateUnit(ctx, id, unit, before))) throw new Conflict('unit.version')
  await extendTownWide(ctx, ruling, [id])
}

/** What holds for every unit, new or changed. */
async function check(ctx: Ctx, unit: Omit<NewUnit, 'id'>, id: Uuid): Promise<void> {
  const { units, staff } = await organisation(ctx)
  const parent = unit.parentId ? units.get(unit.parentId) : null
  if (parent === undefined) throw new NotFound()
  if (parent?.dissolvedAt) throw new Invalid('unit.dissolved')
  // A dissolved unit keeps its code: old files and letters name it.
  if ([...units.values()].some((other) => other.code === unit.code && other.id !== id))
    throw new Conflict('unit.code')
  if (unit.headId && !staff.get(unit.headId)?.active) throw new Invalid('unit.head')
}

/** All at once: a foreign key is checked at the end of the statement, so parents may stand anywhere in the list. */
export async function insertUnits(ctx: Ctx, units: readonly (NewUnit & { id: Uuid })[]): Promise<void> {
  if (units.length === 0) return
  await ctx.db
    .insertInto('organisation.unit')
    .values(units.map(({ id, ...unit }) => ({ tenant_id: ctx.tenant.id, id, ...columns(unit) })))
    .execute()
  for (const { id, ...unit } of units)
    recordChange(ctx, { type: 'unit.created', payload: { unit: id }, before: null, after: said(unit) })
}

export async function updateUnit(
  ctx: Ctx,
  id: Uuid,
  unit: Omit<NewUnit, 'id'>,
  before: Unit,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('organisation.unit')
    .set({ ...columns(unit), version: before.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('version', '=', before.version)
    .returning('id')
    .executeTakeFirst()
  if (changed)
    recordChange(ctx, {
      type: 'unit.changed',
      payload: { unit: id },
      before: said(before),
      after: said({ headId: before.headId, ...unit }),
    })
  return changed !== undefined
}

const columns = ({ code, parentId, kind, name, nameEn, email, phone, headId }: Omit<NewUnit, 'id'>) => ({
  code,
  parent_id: parentId,
  kind,
  name,
  name_en: nameEn,
  email,
  phone,
  ...(headId !== undefined && { head_id: headId }),
})

export const said = (unit: Omit<NewUnit, 'id'>): Json => ({
  code: unit.code,
  parent: unit.parentId,
  kind: unit.kind,
  name: unit.name,
  nameEn: unit.nameEn,
  email: unit.email,
  phone: unit.phone,
  head: unit.headId ?? null,
})

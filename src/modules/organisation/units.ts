import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { assertManages, assertManagesAll } from './managing.ts'
import { organisation } from './organisation.ts'
import type { Unit } from './structure.ts'

export type NewUnit = Omit<Unit, 'id' | 'version'> & { id?: Uuid }

/** Adds a unit below another, or at the top. Throws Forbidden, NotFound (parent), Conflict (code). */
export async function createUnit(ctx: Ctx, { id = newId(), parentId, ...unit }: NewUnit): Promise<Uuid> {
  if (parentId) assertManages(ctx, parentId)
  else await assertManagesAll(ctx)
  const { units, byCode } = await organisation(ctx)
  if (parentId && !units.has(parentId)) throw new NotFound()
  if (byCode.has(unit.code)) throw new Conflict('unit.code')
  await changeReference(ctx)
  await insertUnits(ctx, [{ id, parentId, ...unit }])
  return id
}

/** Changes a unit; moving it below itself is Invalid, an older version a Conflict. Throws Forbidden, NotFound. */
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
    if (unit.parentId && !units.has(unit.parentId)) throw new NotFound()
    if (unit.parentId && subtree(id).includes(unit.parentId)) throw new Invalid('unit.circle')
  }
  await changeReference(ctx)
  if (!(await updateUnit(ctx, id, unit, version))) throw new Conflict('unit.version')
}

/** All at once: a foreign key is checked at the end of the statement, so parents may stand anywhere in the list. */
export async function insertUnits(ctx: Ctx, units: readonly (NewUnit & { id: Uuid })[]): Promise<void> {
  if (units.length === 0) return
  await ctx.db
    .insertInto('organisation.unit')
    .values(units.map(({ id, ...unit }) => ({ tenant_id: ctx.tenant.id, id, ...columns(unit) })))
    .execute()
  for (const { id } of units) ctx.emit('unit.created', { unit: id }, { first: true })
}

export async function updateUnit(
  ctx: Ctx,
  id: Uuid,
  unit: Omit<NewUnit, 'id'>,
  version: number,
): Promise<boolean> {
  const changed = await ctx.db
    .updateTable('organisation.unit')
    .set({ ...columns(unit), version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (changed) ctx.emit('unit.changed', { unit: id })
  return changed !== undefined
}

const columns = ({ code, parentId, kind, name, nameEn, email, phone }: Omit<NewUnit, 'id'>) => ({
  code,
  parent_id: parentId,
  kind,
  name,
  name_en: nameEn,
  email,
  phone,
})

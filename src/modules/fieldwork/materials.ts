import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'

export interface Material {
  id: Uuid
  name: { de: string; en: string }
  /** In what it is counted: "Sack", "m", "Stück". */
  unit: string
  /** Not offered any more; what was used of it still has its name. */
  retired: boolean
}

/** The town's catalogue by name, the retired ones too. */
export const materials = (ctx: Ctx): Promise<readonly Material[]> =>
  remember(ctx, 'fieldwork.materials', async () => {
    const rows = await ctx.db
      .selectFrom('fieldwork.material')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('name')
      .orderBy('id')
      .execute()
    return rows.map((r) => ({
      id: r.id,
      name: { de: r.name, en: r.name_en },
      unit: r.unit,
      retired: r.retired_at !== null,
    }))
  })

/** The same for those who may change it. Throws Forbidden. */
export async function managedMaterials(ctx: Ctx): Promise<readonly Material[]> {
  if (!may(ctx.actor, 'settings.manage')) throw new Forbidden()
  return materials(ctx)
}

/** Adds a material, or changes the one with this id. Throws Forbidden, NotFound. */
export async function saveMaterial(
  ctx: Ctx,
  input: { id?: Uuid; name: string; nameEn: string; unit: string; retired?: boolean },
): Promise<Uuid> {
  const known = await managedMaterials(ctx)
  const before = input.id ? known.find((one) => one.id === input.id) : null
  if (before === undefined) throw new NotFound()
  await changeReference(ctx)
  const id = before?.id ?? newId()
  const row = {
    name: input.name,
    name_en: input.nameEn || input.name,
    unit: input.unit,
    retired_at: input.retired ? ctx.now : null,
  }
  await ctx.db
    .insertInto('fieldwork.material')
    .values({ tenant_id: ctx.tenant.id, id, ...row })
    .onConflict((oc) => oc.columns(['tenant_id', 'id']).doUpdateSet(row))
    .execute()
  recordChange(ctx, {
    type: 'material.changed',
    payload: { material: id },
    before: before ? { ...before.name, unit: before.unit, retired: before.retired } : null,
    after: { de: row.name, en: row.name_en, unit: row.unit, retired: input.retired ?? false },
  })
  return id
}

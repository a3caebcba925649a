import { z } from 'zod'
import { recordChange } from '#modules/audit/index.ts'
import { fieldsSchema } from '#modules/forms/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { may, type TrustLevel, trustLevels } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { slug } from '#platform/slug.ts'
import { type Publish, publishWhen } from './category.ts'

const both = (max: number) =>
  z.object({ de: z.string().trim().min(1).max(max), en: z.string().trim().max(max) })
const words = z.array(z.string().trim().min(2).max(60)).max(60)

export const dangersSchema = z
  .array(
    z.object({
      words: z.object({ de: words.min(1), en: words }),
      number: z.string().trim().min(2).max(30),
      advice: z.object({ de: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) }),
    }),
  )
  .max(10)

/** A category as it is looked after; English where it is empty is as German. */
export const categoryInput = z.object({
  group: z.string().trim().min(1).max(60),
  name: both(100),
  description: z.object({ de: z.string().trim().max(500), en: z.string().trim().max(500) }),
  keywords: z.object({ de: words, en: words }),
  unitId: z.uuid(),
  skill: z.string().trim().max(60).nullable(),
  targetHours: z.number().int().min(1).max(5000),
  sameWithinMetres: z.number().int().min(0).max(500).default(30),
  dispatch: z.enum(['assign', 'propose', 'none']),
  public: z.boolean(),
  publish: z.enum(publishWhen).default('at_once'),
  publishPhotos: z.enum(publishWhen).default('at_once'),
  priority: z.number().int().min(0).max(3),
  requiredLevel: z.enum(trustLevels).nullable(),
  /** Asks which object of this layer it is about. */
  requiredLayer: z.string().max(80).nullable(),
  active: z.boolean(),
  questions: fieldsSchema,
  dangers: dangersSchema,
})
export type CategoryInput = z.infer<typeof categoryInput>

export interface ManagedCategory extends CategoryInput {
  code: string
  groupName: string
  position: number
  version: number
}

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
}

/** All categories, those that are not offered any more too, in the order of their groups. Throws Forbidden. */
export async function managedCategories(ctx: Ctx): Promise<ManagedCategory[]> {
  assertManages(ctx)
  const rows = await ctx.db
    .selectFrom('reports.category as c')
    .innerJoin('reports.category_group as g', (j) =>
      j.onRef('g.tenant_id', '=', 'c.tenant_id').onRef('g.code', '=', 'c.group_code'),
    )
    .selectAll('c')
    .select('g.name as group_name')
    .where('c.tenant_id', '=', ctx.tenant.id)
    .where('g.tenant_id', '=', ctx.tenant.id)
    .orderBy('g.position')
    .orderBy('c.position')
    .orderBy('c.code')
    .execute()
  return rows.map((r) => ({
    code: r.code,
    group: r.group_code,
    groupName: r.group_name,
    name: { de: r.name, en: r.name_en },
    description: { de: r.description, en: r.description_en },
    keywords: { de: r.keywords, en: r.keywords_en },
    unitId: r.unit_id,
    skill: r.skill,
    targetHours: r.target_hours,
    sameWithinMetres: r.same_metres,
    dispatch: r.dispatch as CategoryInput['dispatch'],
    public: r.public,
    publish: r.publish as Publish,
    publishPhotos: r.publish_photos as Publish,
    priority: r.priority,
    requiredLevel: r.required_level as TrustLevel | null,
    requiredLayer: r.required_layer,
    active: r.active,
    questions: fieldsSchema.parse(r.questions),
    dangers: dangersSchema.catch([]).parse(r.dangers),
    position: r.position,
    version: r.version,
  }))
}

/** Throws Forbidden, NotFound. */
export async function managedCategory(ctx: Ctx, code: string): Promise<ManagedCategory> {
  const found = (await managedCategories(ctx)).find((c) => c.code === code)
  if (!found) throw new NotFound()
  return found
}

/**
 * Makes a category, under a code that is made from its name and never changes. Throws Forbidden, and Invalid for a unit
 * or a name that cannot be.
 */
export async function createCategory(ctx: Ctx, input: CategoryInput): Promise<string> {
  const all = await managedCategories(ctx)
  await assertUnit(ctx, input)
  const base = slug(input.name.de)
  if (!base) throw new Invalid('category.name')
  let code = base
  for (let n = 2; all.some((c) => c.code === code); n++) code = `${base}-${n}`
  await changeReference(ctx)
  const group = await groupFor(ctx, input.group)
  await ctx.db
    .insertInto('reports.category')
    .values({
      tenant_id: ctx.tenant.id,
      code,
      ...columns(input, group),
      position: Math.max(0, ...all.map((c) => c.position)) + 1,
    })
    .execute()
  recordChange(ctx, {
    type: 'tenant.category_created',
    payload: { tenant: ctx.tenant.id, code },
    before: null,
    after: { code, ...told(input) },
  })
  return code
}

/** Throws Forbidden, NotFound, Invalid (unit), Conflict (changed meanwhile). */
export async function changeCategory(
  ctx: Ctx,
  code: string,
  input: CategoryInput,
  version: number,
): Promise<void> {
  const { version: now, code: _, groupName: __, position: ___, ...before } = await managedCategory(ctx, code)
  if (now !== version) throw new Conflict('category.version')
  await assertUnit(ctx, input)
  await changeReference(ctx)
  const group = await groupFor(ctx, input.group)
  const changed = await ctx.db
    .updateTable('reports.category')
    .set({ ...columns(input, group), version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', code)
    .where('version', '=', version)
    .returning('code')
    .executeTakeFirst()
  if (!changed) throw new Conflict('category.version')
  recordChange(ctx, {
    type: 'tenant.category_changed',
    payload: { tenant: ctx.tenant.id, code },
    before: told(before),
    after: told({ ...input, group }),
  })
}

async function assertUnit(ctx: Ctx, { unitId }: CategoryInput): Promise<void> {
  const unit = (await organisation(ctx)).units.get(unitId)
  if (!unit || unit.dissolvedAt) throw new Invalid('category.unit')
}

/** The group's code; a name that no group has makes a new one. */
async function groupFor(ctx: Ctx, named: string): Promise<string> {
  const groups = await ctx.db
    .selectFrom('reports.category_group')
    .select(['code', 'name', 'position'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const known = groups.find((g) => g.code === named || g.name === named)
  if (known) return known.code
  const code = slug(named) || `gruppe-${groups.length + 1}`
  await ctx.db
    .insertInto('reports.category_group')
    .values({
      tenant_id: ctx.tenant.id,
      code,
      name: named,
      name_en: named,
      icon: null,
      position: Math.max(0, ...groups.map((g) => g.position)) + 1,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'code']).doNothing())
    .execute()
  return code
}

const columns = (c: CategoryInput, group: string) => ({
  group_code: group,
  name: c.name.de,
  name_en: c.name.en || c.name.de,
  description: c.description.de,
  description_en: c.description.en || c.description.de,
  keywords: [...c.keywords.de],
  keywords_en: [...c.keywords.en],
  unit_id: c.unitId,
  skill: c.skill || null,
  target_hours: c.targetHours,
  same_metres: c.sameWithinMetres,
  dispatch: c.dispatch,
  public: c.public,
  publish: c.publish,
  publish_photos: c.publishPhotos,
  priority: c.priority,
  required_level: c.requiredLevel,
  required_layer: c.requiredLayer,
  active: c.active,
  questions: JSON.stringify(c.questions),
  dangers: JSON.stringify(c.dangers),
})

const told = (c: CategoryInput): Record<string, Json> => JSON.parse(JSON.stringify(c))

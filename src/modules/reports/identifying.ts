import { type Case, caseFor, noteObject } from '#modules/cases/index.ts'
import { objectById, type TownObject } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { catalogue } from './category.ts'
import { requiredLayer } from './object-layers.ts'

/**
 * Says which object a report is about, or that it is about none. Its place stays where it was reported: where the damage
 * is and where the thing stands are two facts. Throws NotFound, Forbidden, Conflict; Invalid when there is no such object,
 * or the category asks for another one (docs/adr/0042).
 */
export async function identifyReport(
  ctx: Ctx,
  id: Uuid,
  { objectId, version }: { objectId: Uuid | null; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'identify', id, version)
  if (c.kind !== 'report') throw new Invalid('report.object_no_report')
  const before = await tieOf(ctx, c)
  if (objectId === before) throw new Invalid(before ? 'report.object_same' : 'report.object_none')
  await assertFits(ctx, c, { objectId, before })
  await keep(ctx, c, objectId)
  await noteObject(ctx, c, { object: objectId, before })
}

async function assertFits(
  ctx: Ctx,
  c: Case,
  { objectId, before }: { objectId: Uuid | null; before: Uuid | null },
): Promise<void> {
  const required = await requiredLayer(ctx, (await catalogue(ctx)).byCode.get(c.type) ?? null)
  const of = (object: TownObject | null) => object?.layer.code === required?.code
  if (objectId === null) {
    // What the category does not ask for may go: a tree, where it asks for a lamp.
    if (required && of(await objectById(ctx, before!)))
      throw new Invalid('report.object_required', { layer: required.name[ctx.lang] })
    return
  }
  const object = await objectById(ctx, objectId)
  if (!object) throw new Invalid('report.object_unknown')
  if (!object.active) throw new Invalid('report.object_gone')
  if (required && !of(object)) throw new Invalid('report.object_layer', { layer: required.name[ctx.lang] })
}

/** The id alone: of an object that the actor may not see, too. */
async function tieOf(ctx: Ctx, c: Case): Promise<Uuid | null> {
  const row = await ctx.db
    .selectFrom('reports.at_object')
    .select('object_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .executeTakeFirst()
  return row?.object_id ?? null
}

/** When it was reported stays what counts for how often a thing breaks, not when somebody said which thing it is. */
async function keep(ctx: Ctx, c: Case, objectId: Uuid | null): Promise<void> {
  if (objectId === null) {
    await ctx.db
      .deleteFrom('reports.at_object')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', c.id)
      .execute()
    return
  }
  await ctx.db
    .insertInto('reports.at_object')
    .values({ tenant_id: ctx.tenant.id, case_id: c.id, object_id: objectId, at: c.openedAt })
    .onConflict((oc) => oc.columns(['tenant_id', 'case_id']).doUpdateSet({ object_id: objectId }))
    .execute()
}

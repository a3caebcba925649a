import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { rolesNeedSecond } from './four-eyes-asking.ts'
import { assertManages, mayGive } from './managing.ts'
import { isPowerful, type MappingRule, type Source } from './mapping.ts'
import { endMapped } from './mapping-applying.ts'
import { organisation } from './organisation.ts'

/** The rules of a source, in the order of their claims and values. Remembered. */
export const mappingRules = async (ctx: Ctx, source: Source): Promise<MappingRule[]> =>
  (await allRules(ctx)).filter((rule) => rule.source === source)

const allRules = (ctx: Ctx): Promise<readonly MappingRule[]> =>
  remember(ctx, 'organisation.mapping', async () => {
    const rows = await ctx.db
      .selectFrom('organisation.mapping')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('claim')
      .orderBy('value')
      .orderBy('role')
      .execute()
    return rows.map(({ id, source, claim, value, role, unit_id: unit, types, powerful }) => ({
      id,
      source: source as Source,
      claim,
      value,
      role,
      unit,
      types,
      powerful,
    }))
  })

/**
 * Adds a rule; it counts from the next sign-on, or the next word of the directory. Who makes one hands out its role, so
 * both are asked: may they look after sign-on, and may they give this role there? A role with rights of the administration
 * needs `powerful`, said on purpose. Throws Forbidden, NotFound, Invalid, Conflict.
 */
export async function addMappingRule(ctx: Ctx, rule: Omit<MappingRule, 'id'>): Promise<Uuid> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  const { units, roles } = await organisation(ctx)
  const [unit, role] = [units.get(rule.unit), roles.get(rule.role)]
  if (!unit || !role || unit.dissolvedAt || role.retired) throw new NotFound()
  assertManages(ctx, rule.unit)
  if (!(await mayGive(ctx, role.permissions, rule.unit))) throw new Forbidden('role.more_than_own')
  const powerful = isPowerful(role.permissions)
  if (powerful && !rule.powerful) throw new Invalid('mapping.powerful')
  // A rule gives its role to whomever a claim says, again and again: nobody could ask a second person each time.
  if (await rolesNeedSecond(ctx, role.permissions)) throw new Conflict('mapping.second_person')
  await changeReference(ctx)
  const made = await ctx.db
    .insertInto('organisation.mapping')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      source: rule.source,
      claim: rule.claim,
      value: rule.value,
      role: rule.role,
      unit_id: rule.unit,
      types: rule.types ? [...rule.types] : null,
      powerful,
    })
    .onConflict((oc) => oc.constraint('mapping_rule').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Conflict('mapping.twice')
  recordChange(ctx, {
    type: 'mapping.added',
    payload: { mapping: made.id },
    before: null,
    after: shown(rule),
  })
  return made.id
}

/** Takes a rule away, and at once what only this rule has given. Throws Forbidden, NotFound. */
export async function removeMappingRule(ctx: Ctx, source: Source, id: Uuid): Promise<void> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  const rules = await mappingRules(ctx, source)
  const rule = rules.find((r) => r.id === id)
  if (!rule) throw new NotFound()
  assertManages(ctx, rule.unit)
  await changeReference(ctx)
  await ctx.db
    .deleteFrom('organisation.mapping')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  recordChange(ctx, { type: 'mapping.removed', payload: { mapping: id }, before: shown(rule), after: null })
  const same = (r: MappingRule) => r.id !== id && r.unit === rule.unit && r.role === rule.role
  if (!rules.some(same)) await endMapped(ctx, source, rule)
}

/** All rules of a source that is no more, with all that they gave. */
export async function forgetSource(ctx: Ctx, source: Source): Promise<void> {
  await changeReference(ctx)
  await ctx.db
    .deleteFrom('organisation.mapping')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('source', '=', source)
    .execute()
  await endMapped(ctx, source)
}

const shown = ({ source, claim, value, role, unit, types }: Omit<MappingRule, 'id'>): Json => ({
  source,
  claim,
  value,
  role,
  unit,
  types,
})

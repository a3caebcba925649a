import { recordChange } from '#modules/audit/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { type Authority, authorities } from './authority.ts'
import { momentFrom, ownerFrom } from './import-rules.ts'
import { type Rule, rules } from './rule.ts'

export type NewRule = Omit<Rule, 'id'>
export type RuleFault = 'target' | 'owner' | 'time' | 'twice' | 'area' | 'note'

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
}

/** The rules in the order in which they were made. Throws Forbidden. */
export async function managedRules(ctx: Ctx): Promise<Rule[]> {
  assertManages(ctx)
  return rules(ctx)
}

/** What a person typed as a rule, or what is wrong with it. `owner`, `from` and `until` are understood as in an import. */
export async function readRule(
  ctx: Ctx,
  typed: Omit<NewRule, 'owner' | 'from' | 'until'> & { owner: string; from: string; until: string },
): Promise<{ rule: NewRule; faults: RuleFault[] }> {
  const [owner, from, until] = [
    ownerFrom(typed.owner.trim()),
    momentFrom(typed.from.trim()),
    momentFrom(typed.until.trim()),
  ]
  const [{ units }, others, areas, known] = await Promise.all([
    organisation(ctx),
    authorities(ctx),
    districts(ctx),
    rules(ctx),
  ])
  const rule: NewRule = { ...typed, owner: owner ?? null, from: from ?? null, until: until ?? null }
  const target = rule.unitId
    ? units.has(rule.unitId) && rule.authorityId === null
    : others.some((a) => a.id === rule.authorityId)
  const kindOf = (moment: string | null) => (moment === null ? '' : moment.includes(':') ? 'time' : 'day')
  const faults: RuleFault[] = [
    ...(target ? [] : ['target' as const]),
    ...(owner === undefined ? ['owner' as const] : []),
    ...(from === undefined || until === undefined || kindOf(rule.from) !== kindOf(rule.until)
      ? ['time' as const]
      : []),
    ...(rule.areaId && !areas.some((a) => a.id === rule.areaId) ? ['area' as const] : []),
    ...((rule.note ?? '').length > 300 ? ['note' as const] : []),
    ...(known.some((other) => conditions(other) === conditions(rule)) ? ['twice' as const] : []),
  ]
  return { rule, faults }
}

/** Adds a rule as `readRule` found it. Throws Forbidden, Invalid. */
export async function addRule(ctx: Ctx, rule: NewRule): Promise<Uuid> {
  assertManages(ctx)
  if ((rule.unitId === null) === (rule.authorityId === null)) throw new Invalid('rule.target')
  await changeReference(ctx)
  const id = newId()
  await ctx.db
    .insertInto('responsibility.rule')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      category: rule.category,
      area_id: rule.areaId,
      owner: rule.owner,
      from_day: rule.from,
      until_day: rule.until,
      unit_id: rule.unitId,
      authority_id: rule.authorityId,
      note: rule.note,
    })
    .execute()
  recordChange(ctx, { type: 'rule.created', payload: { rule: id }, before: null, after: told(rule) })
  return id
}

/** Throws Forbidden, NotFound. */
export async function removeRule(ctx: Ctx, id: string): Promise<void> {
  assertManages(ctx)
  const before = (await rules(ctx)).find((r) => r.id === id)
  if (!before) throw new NotFound()
  await changeReference(ctx)
  await ctx.db
    .deleteFrom('responsibility.rule')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  recordChange(ctx, { type: 'rule.removed', payload: { rule: id }, before: told(before), after: null })
}

export type AuthorityInput = Omit<Authority, 'id' | 'code' | 'byInterface'>

/** Sets how another authority is called and reached, and what reporters are told. Throws Forbidden, NotFound, Invalid. */
export async function changeAuthority(ctx: Ctx, id: string, input: AuthorityInput): Promise<void> {
  assertManages(ctx)
  const before = isUuid(id) ? (await authorities(ctx)).find((a) => a.id === id) : undefined
  if (!before) throw new NotFound()
  if (!input.name.trim() || !input.word.trim()) throw new Invalid('authority.incomplete')
  await changeReference(ctx)
  await ctx.db
    .updateTable('responsibility.authority')
    .set({
      name: input.name.trim(),
      name_en: input.nameEn.trim() || input.name.trim(),
      url: input.url || null,
      email: input.email || null,
      phone: input.phone || null,
      word: input.word.trim(),
      word_en: input.wordEn.trim() || input.word.trim(),
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  const { id: _, code: __, byInterface: ___, ...was } = before
  recordChange(ctx, {
    type: 'authority.changed',
    payload: { authority: id },
    before: { ...was },
    after: { ...input },
  })
}

/** How the authority is told of cases; whoever looks after interfaces decides. The caller has recorded it. */
export async function setInterface(ctx: Ctx, id: Uuid, by: Authority['byInterface']): Promise<void> {
  await changeReference(ctx)
  await ctx.db
    .updateTable('responsibility.authority')
    .set({ by_interface: by })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

const conditions = ({ category, areaId, owner, from, until }: NewRule): string =>
  JSON.stringify([category, areaId, owner, from, until])
const told = ({ category, areaId, owner, from, until, unitId, authorityId, note }: NewRule): Json => ({
  category,
  area: areaId,
  owner,
  from,
  until,
  unit: unitId,
  authority: authorityId,
  note,
})

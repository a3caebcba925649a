import { type Area, areaAt, bearing, direction, ownerAt, type Place, townBox } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Authority, authorities } from './authority.ts'
import { choose, type Facts, type Rule, rules } from './rule.ts'

/** Why it is so: ids, codes and names of streets only, to be put into words later (explaining.ts). */
export interface Why {
  code: 'default' | 'category' | 'owner' | 'area' | 'season' | 'hours' | 'outside' | 'outside_unknown'
  params: Record<string, string>
}

interface Found {
  area: Area | null
  owner: string
  why: Why
}

export type Decision =
  | (Found & { unitId: Uuid; authority: null })
  | (Found & { unitId: null; authority: Authority })

export interface Question {
  category: string
  /** Who answers for the category where no rule says otherwise. */
  categoryUnit: Uuid
  place: Place
}

/**
 * Who is responsible for a matter of a category at a place, now. There is always an answer: the rule that fits most
 * closely, else whoever the map names as owner, else the category's own unit.
 */
export async function decide(ctx: Ctx, { category, categoryUnit, place }: Question): Promise<Decision> {
  const [where, owner, all, others] = await Promise.all([
    areaAt(ctx, place),
    ownerAt(ctx, place),
    rules(ctx),
    authorities(ctx),
  ])
  const box = where.inside ? null : await townBox(ctx)
  const facts: Facts = {
    category,
    district: where.district,
    owner: owner.owner,
    ownerAuthority: owner.authority,
    outside: box && bearing(box.centre, place),
    at: Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO(ctx.tenant.timeZone)
      .toPlainDateTime(),
  }
  const found = { area: where.district, owner: box ? 'outside' : owner.owner }
  const known: Record<string, string> = {
    ...(owner.street && { street: owner.street }),
    ...(where.district && { area: where.district.id }),
    ...(box && { wind: direction(box.centre, place) }),
  }
  const rule = choose(all, facts)
  const byRule = rule && others.find((a) => a.id === rule.authorityId)
  if (byRule)
    return { ...found, unitId: null, authority: byRule, why: because(rule, known, { authority: byRule.id }) }
  if (rule?.unitId) {
    const why = because(rule, known, { unit: rule.unitId })
    return { ...found, unitId: rule.unitId, authority: null, why }
  }
  // A town that has made no rule at all for an owner still has the map's word for whose it is.
  const ruled = all.some((r) => r.owner === owner.owner || r.owner?.startsWith(`${owner.owner}:`))
  const named = !box && !ruled && others.find((a) => a.code === owner.authority)
  if (named) {
    return {
      ...found,
      unitId: null,
      authority: named,
      why: { code: 'owner', params: { ...known, owner: owner.owner, authority: named.id } },
    }
  }
  const code = box ? 'outside_unknown' : 'default'
  return {
    ...found,
    unitId: categoryUnit,
    authority: null,
    why: { code, params: { ...known, unit: categoryUnit } },
  }
}

/** The strongest reason for a rule; the rule's id stands by it for its note. */
function because(rule: Rule, known: Record<string, string>, target: Record<string, string>): Why {
  const params = {
    ...known,
    ...target,
    rule: rule.id,
    ...(rule.from && { from: rule.from, until: rule.until! }),
  }
  const owned = rule.owner !== null && rule.owner !== 'town'
  const code = rule.owner?.startsWith('outside')
    ? 'outside'
    : owned
      ? 'owner'
      : rule.areaId
        ? 'area'
        : rule.from
          ? rule.from.includes(':')
            ? 'hours'
            : 'season'
          : 'category'
  return { code, params: owned ? { ...params, owner: rule.owner!.split(':')[0]! } : params }
}

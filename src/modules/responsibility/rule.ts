import { type Area, type Wind, winds } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'

/** category × area × owner × time → unit or authority; null means any. */
export interface Rule {
  id: Uuid
  category: string | null
  areaId: Uuid | null
  /**
   * Whose ground it is: "town", "state", "rail" …; "state:autobahn" where only that authority's roads are meant;
   * "outside" for what lies beyond the boundary, "outside:n" for what lies north of the town.
   */
  owner: string | null
  /** First and last day of a season ("11-01"), or first and last time of day ("20:00"); both may run over the end. */
  from: string | null
  until: string | null
  unitId: Uuid | null
  authorityId: Uuid | null
  note: string | null
}

export const rules = (ctx: Ctx): Promise<Rule[]> =>
  remember(ctx, 'responsibility.rules', async () => {
    const rows = await ctx.db
      .selectFrom('responsibility.rule')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      category: row.category,
      areaId: row.area_id,
      owner: row.owner,
      from: row.from_day,
      until: row.until_day,
      unitId: row.unit_id,
      authorityId: row.authority_id,
      note: row.note,
    }))
  })

/** What is to be decided about. */
export interface Facts {
  category: string
  district: Area | null
  owner: string
  /** Of the road or railway, as the map names it. */
  ownerAuthority: string | null
  /** Degrees from the town's middle, for a place outside; null inside. */
  outside: number | null
  /** The town's own date and time. */
  at: Temporal.PlainDateTime
}

/** How closely a rule fits: higher is closer; null when it does not fit at all. */
export function fitOf(rule: Rule, facts: Facts): number | null {
  const owner = ownerFit(rule.owner, facts)
  if (owner === null) return null
  if (rule.category !== null && rule.category !== facts.category) return null
  if (rule.areaId !== null && rule.areaId !== facts.district?.id) return null
  if (!inTime(rule.from, rule.until, facts.at)) return null
  // Category before owner before area before time, each outweighing all that come after it.
  return (
    (rule.category === null ? 0 : 800) +
    owner +
    (rule.areaId === null ? 0 : 20) +
    (rule.from === null ? 0 : 10)
  )
}

function ownerFit(owner: string | null, facts: Facts): number | null {
  if (facts.outside !== null) {
    // What the town's own rules say ends at its boundary.
    if (owner === 'outside') return 100
    if (!owner?.startsWith('outside:')) return null
    const wind = winds.indexOf(owner.slice(8) as Wind)
    if (wind === -1) return null
    const turn = Math.abs(((facts.outside - wind * 45 + 540) % 360) - 180)
    // A town may name four neighbours or eight: the one whose direction is nearest is meant.
    return turn <= 45 ? 300 - turn : null
  }
  if (owner === null) return 0
  if (owner === facts.owner) return 100
  return facts.ownerAuthority !== null && owner === `${facts.owner}:${facts.ownerAuthority}` ? 200 : null
}

/** Within a season (MM-DD) or hours (HH:MM)? Both ends belong to a season; hours end before their end. */
export function inTime(from: string | null, until: string | null, at: Temporal.PlainDateTime): boolean {
  if (from === null || until === null) return true
  if (from.includes(':')) {
    const time = at.toPlainTime().toString({ smallestUnit: 'minute' })
    return from <= until ? from <= time && time < until : from <= time || time < until
  }
  const day = at.toPlainDate().toString().slice(5)
  return from <= until ? from <= day && day <= until : from <= day || day <= until
}

/** The rule that fits most closely; among equals the one that was made first. */
export function choose(rules: readonly Rule[], facts: Facts): Rule | null {
  let best: Rule | null = null
  let closest = -1
  for (const rule of rules) {
    const fit = fitOf(rule, facts)
    if (fit !== null && fit > closest) [best, closest] = [rule, fit]
  }
  return best
}

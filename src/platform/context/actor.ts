import type { Uuid } from '#platform/ids.ts'

/** A role held on a unit: what it allows, and for which units (the unit and all below it). */
export interface Grant {
  role: string
  unit: Uuid
  units: readonly Uuid[]
  permissions: readonly string[]
}

/** Who acts. Deputies (acting for another person) get a field `for` here when they come. */
export type Actor =
  | { kind: 'anonymous' }
  /** Someone with a tracking link: one case, nothing else. */
  | { kind: 'holder'; case: Uuid; party: Uuid | null }
  | { kind: 'staff'; id: Uuid; name: string; grants: readonly Grant[] }
  | { kind: 'machine'; id: Uuid; label: string; scopes: readonly string[] }
  | { kind: 'system'; name: string }

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (name: string): Actor => ({ kind: 'system', name })

/** The id to write beside "by"; null for those who have none. */
export const actorId = (actor: Actor): Uuid | null =>
  actor.kind === 'staff' || actor.kind === 'machine' ? actor.id : actor.kind === 'holder' ? actor.party : null

/** May the actor do this, at this unit (or at any, when none is given)? What roles allow is data. */
export function may(actor: Actor, permission: string, unit?: Uuid | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'staff') return false
  return actor.grants.some(
    (g) =>
      g.permissions.includes(permission) && (unit === undefined || (unit !== null && g.units.includes(unit))),
  )
}

/** All units at which the actor holds a permission. */
export function unitsWhere(actor: Actor, permission: string): Uuid[] {
  if (actor.kind !== 'staff') return []
  return [...new Set(actor.grants.filter((g) => g.permissions.includes(permission)).flatMap((g) => g.units))]
}

import type { Uuid } from '#platform/ids.ts'

/** A role held on a unit: what it allows, and for which units (the unit and all below it). */
export interface Grant {
  role: string
  unit: Uuid
  units: readonly Uuid[]
  permissions: readonly string[]
  /** Only for cases of these types (categories, services); without it, for all. */
  types?: readonly string[]
  /** Somebody else's grant, held as their deputy. */
  for?: Uuid
  /** Of that one's work only what lies in these units and types; what else is theirs stays with them. */
  part?: true
}

/** How sure it is who a citizen is (eIDAS levels; `none` is an address that was confirmed). */
export const trustLevels = ['none', 'low', 'substantial', 'high'] as const
export type TrustLevel = (typeof trustLevels)[number]

/** Who acts. */
export type Actor =
  | { kind: 'anonymous' }
  /** Someone with a tracking link: one case, nothing else. */
  | { kind: 'holder'; case: Uuid; party: Uuid | null }
  /** A citizen with an account: the cases of these parties (themselves, and organisations they may read for). */
  | {
      kind: 'citizen'
      id: Uuid
      name: string
      level: TrustLevel
      parties: readonly Uuid[]
      /** The organisation that they act for just now, and what they may do for it. */
      organisation?: { id: Uuid; party: Uuid; name: string; powers: readonly string[] }
    }
  | { kind: 'staff'; id: Uuid; name: string; grants: readonly Grant[] }
  | { kind: 'machine'; id: Uuid; label: string; scopes: readonly string[] }
  | { kind: 'system'; name: string }

export const anonymous: Actor = { kind: 'anonymous' }
export const system = (name: string): Actor => ({ kind: 'system', name })

/** The id to write beside "by"; null for those who have none. */
export const actorId = (actor: Actor): Uuid | null =>
  actor.kind === 'staff' || actor.kind === 'machine' || actor.kind === 'citizen'
    ? actor.id
    : actor.kind === 'holder'
      ? actor.party
      : null

/** Where something is to be done: at a unit (null: at none, which no grant reaches), to a type of case. */
export interface Where {
  unit?: Uuid | null
  type?: string
}

/**
 * The grant by which the actor may do this there (or anywhere, when nothing is given); their own before one that they
 * hold as a deputy. What roles allow is data. A grant for some types allows nothing where no type is given but a unit.
 */
export function grantFor(actor: Actor, permission: string, { unit, type }: Where = {}): Grant | null {
  if (actor.kind !== 'staff') return null
  const fits = actor.grants.filter(
    (g) =>
      g.permissions.includes(permission) &&
      (unit === undefined || (unit !== null && g.units.includes(unit))) &&
      (!g.types || (type === undefined ? unit === undefined : g.types.includes(type))),
  )
  return fits.find((g) => !g.for) ?? fits[0] ?? null
}

/** May the actor do this, at this unit (or at any, when none is given)? */
export const may = (actor: Actor, permission: string, unit?: Uuid | null, type?: string): boolean =>
  actor.kind === 'system' ||
  grantFor(actor, permission, {
    ...(unit !== undefined && { unit }),
    ...(type !== undefined && { type }),
  }) !== null

/** All units at which the actor holds a permission, be it for some types of case only. */
export function unitsWhere(actor: Actor, permission: string): Uuid[] {
  if (actor.kind !== 'staff') return []
  return [...new Set(actor.grants.filter((g) => g.permissions.includes(permission)).flatMap((g) => g.units))]
}

/**
 * Themselves, and everybody whose deputy they are now, for all their cases wherever these lie; with `parts` also those
 * for whom they do only a part of the work (which of their cases, only the grants can say).
 */
export function selves(actor: Actor, { parts = false } = {}): Uuid[] {
  if (actor.kind !== 'staff') return []
  return [actor.id, ...new Set(actor.grants.flatMap((g) => (g.for && (parts || !g.part) ? [g.for] : [])))]
}

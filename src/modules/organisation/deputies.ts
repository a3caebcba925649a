import type { Grant } from '#platform/context/actor.ts'
import type { Uuid } from '#platform/ids.ts'

/** A time at which somebody is not there. Why is not stored. */
export interface Absence {
  id: Uuid
  account: Uuid
  from: Date
  until: Date
  source: 'manual' | 'calendar'
}

/** Somebody stands in for somebody, for a time and a scope (ADR 17). */
export interface Deputyship {
  id: Uuid
  absent: Uuid
  deputy: Uuid
  from: Date
  /** Null: until further notice. */
  until: Date | null
  /** Only the work of this unit and those below it. */
  unit: Uuid | null
  /** Only cases of these types. */
  types: readonly string[] | null
  /** Rests while the other one is there. */
  onlyWhenAbsent: boolean
  namedBy: Uuid | null
}

/** What a deputy may do for another: their work. Running the platform and looking after data protection stay personal. */
const work = /^(?:(?:cases|files|works)\.|rounds\.walk$)/

const within = (now: number, from: Date, until: Date | null): boolean =>
  from.getTime() <= now && (!until || until.getTime() > now)

/** The absences of one person at an instant. */
const absentAt = (absences: readonly Absence[], account: Uuid, now: number): Absence[] =>
  absences.filter((a) => a.account === account && within(now, a.from, a.until))

/** Until when somebody is absent who is absent now; absences that follow one another without a gap are one. */
export function absentUntil(absences: readonly Absence[], account: Uuid, now: number): Date | null {
  let until: Date | null = null
  for (let at = now; ; at = until.getTime()) {
    const last = Math.max(...absentAt(absences, account, at).map((a) => a.until.getTime()))
    if (!Number.isFinite(last)) return until
    until = new Date(last)
  }
}

/** The deputyships that hold at an instant between people who both have a role then. */
export const holdingAt = (
  deputyships: readonly Deputyship[],
  absences: readonly Absence[],
  works: (account: Uuid) => boolean,
  now: number,
): Deputyship[] =>
  deputyships.filter(
    (d) =>
      within(now, d.from, d.until) &&
      works(d.absent) &&
      works(d.deputy) &&
      (!d.onlyWhenAbsent || absentAt(absences, d.absent, now).length > 0),
  )

/**
 * What a deputyship gives: the other's own grants, cut to its scope. `own` are grants of memberships only, so that
 * nobody hands on what they hold for others.
 */
export function grantsBy(
  d: Deputyship,
  own: readonly Grant[],
  subtree: (unit: Uuid) => readonly Uuid[],
): Grant[] {
  const reach = d.unit ? new Set(subtree(d.unit)) : null
  return own.flatMap((grant) => {
    const units = reach ? grant.units.filter((unit) => reach.has(unit)) : grant.units
    const types = both(grant.types, d.types)
    const permissions = grant.permissions.filter((permission) => work.test(permission))
    if (units.length === 0 || permissions.length === 0 || types?.length === 0) return []
    return [
      {
        role: grant.role,
        unit: units.includes(grant.unit) ? grant.unit : d.unit!,
        units,
        permissions,
        ...(types && { types }),
        for: d.absent,
        ...((d.unit || d.types) && { part: true as const }),
      },
    ]
  })
}

/** What two limits leave; none is no limit. */
function both(one: readonly string[] | undefined, other: readonly string[] | null) {
  return one && other ? one.filter((type) => other.includes(type)) : (one ?? other ?? undefined)
}

import type { Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { heldBy } from './held.ts'
import { organisation } from './organisation.ts'
import { allPermissions } from './permissions.ts'
import type { Organisation } from './structure.ts'

/** Why somebody may do something: one role, held at some units for one time, oneself or for somebody else. */
export interface Ground {
  /** 1, 2, 3 …: its place in the list. */
  n: number
  role: string
  /** The units it was given at. */
  at: readonly Uuid[]
  /** All units it reaches. */
  units: ReadonlySet<Uuid>
  permissions: readonly string[]
  types: readonly string[] | null
  from: Date | null
  until: Date | null
  /** Whose role it is, when it is held as a deputy. */
  for: Uuid | null
}

export interface Access {
  grounds: readonly Ground[]
  /** The grounds that allow this at this unit; at any, when none is given. */
  why(permission: string, unit?: Uuid): readonly Ground[]
  /** What is allowed at this unit. */
  permissionsAt(unit: Uuid): string[]
  /** What is allowed anywhere. */
  permissions: readonly string[]
}

/** What a person may do now, where, and why: the same grants that every question asks. */
export async function explainAccess(ctx: Ctx, account: Uuid): Promise<Access> {
  const org = await organisation(ctx)
  const grants = org.grants.get(account) ?? []
  const own = await heldBy(ctx, account)
  return accessBy(
    grants.map((grant) => {
      const held = own.find((h) => h.state === 'now' && h.unit === grant.unit && h.role === grant.role)
      return groundOf(grant, grant.for ? termOfDeputy(org, account, grant) : (held ?? null))
    }),
  )
}

function accessBy(each: readonly Omit<Ground, 'n'>[]): Access {
  const grounds = merged(each)
  const why = (permission: string, unit?: Uuid) =>
    grounds.filter((g) => g.permissions.includes(permission) && (unit === undefined || g.units.has(unit)))
  return {
    grounds,
    why,
    permissionsAt: (unit) => allPermissions.filter((p) => why(p, unit).length > 0),
    permissions: allPermissions.filter((p) => why(p).length > 0),
  }
}

const groundOf = (grant: Grant, term: { from: Date; until: Date | null } | null): Omit<Ground, 'n'> => ({
  role: grant.role,
  at: [grant.unit],
  units: new Set(grant.units),
  permissions: grant.permissions,
  types: grant.types ?? null,
  from: term?.from ?? null,
  until: term?.until ?? null,
  for: grant.for ?? null,
})

/** Since when and until when somebody stands in for the holder of this grant. */
function termOfDeputy(org: Organisation, account: Uuid, grant: Grant) {
  const d = org.holding.find((h) => h.deputy === account && h.absent === grant.for)
  if (!d) return null
  const back = d.onlyWhenAbsent ? (org.staff.get(d.absent)?.absentUntil ?? null) : null
  const ends = [d.until, back].filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime())
  return { from: d.from, until: ends[0] ?? null }
}

/** An administrator's role at nineteen departments is one ground, not nineteen. */
function merged(each: readonly Omit<Ground, 'n'>[]): Ground[] {
  const key = (g: Omit<Ground, 'n'>): string =>
    JSON.stringify([g.role, g.types, g.from, g.until, g.for, g.permissions])
  const groups = Map.groupBy(each, key)
  return [...groups.values()].map((group, i) => ({
    ...group[0]!,
    n: i + 1,
    at: group.flatMap((g) => g.at),
    units: new Set(group.flatMap((g) => [...g.units])),
  }))
}

import type { Grant } from '#platform/context/actor.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Duty } from './duty.ts'
import type { Role } from './roles.ts'

export interface Unit {
  id: Uuid
  code: string
  parentId: Uuid | null
  kind: 'department' | 'team'
  name: string
  nameEn: string
  email: string | null
  phone: string | null
  version: number
}

export interface StaffMember {
  id: Uuid
  name: string
  email: string
  lang: Lang
  /** Somebody who has left keeps the name in the history, but has no units, roles or skills. */
  active: boolean
  /** The units of the memberships that hold now; what a role allows below them is in the grants. */
  units: readonly Uuid[]
  roles: readonly string[]
  skills: readonly string[]
  duty: readonly Duty[]
  /** Where the day starts. */
  base: { lat: number; lon: number } | null
  /** Cases that fit into a day. */
  capacity: number
}

export interface Organisation {
  units: ReadonlyMap<Uuid, Unit>
  byCode: ReadonlyMap<string, Unit>
  roots: readonly Uuid[]
  /** The unit and all below it; nothing for an unknown one. */
  subtree(unit: Uuid): readonly Uuid[]
  /** By name. */
  staff: ReadonlyMap<Uuid, StaffMember>
  /** Who is a member of this very unit now. */
  membersOf(unit: Uuid): readonly StaffMember[]
  roles: ReadonlyMap<string, Role>
  grants: ReadonlyMap<Uuid, readonly Grant[]>
}

export const unitName = (unit: Unit, lang: Lang): string => (lang === 'en' ? unit.nameEn : unit.name)

import type { Grant } from '#platform/context/actor.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Absence, Deputyship } from './deputies.ts'
import type { Duty } from './duty.ts'
import type { DefinedRole } from './roles.ts'

export interface Unit {
  id: Uuid
  code: string
  parentId: Uuid | null
  kind: 'department' | 'team'
  name: string
  nameEn: string
  email: string | null
  phone: string | null
  /** Who leads it; not what they may do there, which their roles say. */
  headId: Uuid | null
  /** It takes nothing new any more; histories still name it. */
  dissolvedAt: Date | null
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
  /** How well, by skill: 1 with help, 2 alone, 3 teaches it. */
  levels: Readonly<Record<string, number>>
  duty: readonly Duty[]
  /** Where the day starts. */
  base: { lat: number; lon: number } | null
  /** Cases that fit into a day. */
  capacity: number
  /** Not there now, and until when. */
  absentUntil: Date | null
  /** Who stands in for them now, be it for a part of their work only. */
  deputies: readonly Uuid[]
}

export interface Organisation {
  /** All, the dissolved ones too. */
  units: ReadonlyMap<Uuid, Unit>
  /** Those that are not dissolved. */
  byCode: ReadonlyMap<string, Unit>
  /** At the top, and not dissolved. */
  roots: readonly Uuid[]
  /** The unit and all below it; nothing for an unknown one. */
  subtree(unit: Uuid): readonly Uuid[]
  /** By name. */
  staff: ReadonlyMap<Uuid, StaffMember>
  /** Who is a member of this very unit now. */
  membersOf(unit: Uuid): readonly StaffMember[]
  roles: ReadonlyMap<string, DefinedRole>
  grants: ReadonlyMap<Uuid, readonly Grant[]>
  /** Those of now and those to come, by their beginning. */
  absences: readonly Absence[]
  deputyships: readonly Deputyship[]
  /** The deputyships that hold now. */
  holding: readonly Deputyship[]
}

/** What a role is called in the town's own words. */
export const roleName = (role: Pick<DefinedRole, 'name' | 'nameEn'>, lang: Lang): string =>
  lang === 'en' ? role.nameEn : role.name

export const unitName = (unit: Unit, lang: Lang): string => (lang === 'en' ? unit.nameEn : unit.name)

import { authorities, neighbourAuthorities } from './organisation/authorities.ts'
import { hire, loginNames } from './organisation/staff.ts'
import type { Organisation, Role } from './organisation/types.ts'
import { neighbourUnits, units } from './organisation/units.ts'
import { random } from './random.ts'
import type { Town } from './town/types.ts'

const logins = (domain: string) =>
  Object.fromEntries(Object.entries(loginNames).map(([role, name]) => [role, `${name}@${domain}`])) as Record<
    Role,
    string
  >

/** 19 departments with teams, 60 members of staff, the authorities next door. */
export const generateOrganisation = (town: Town, seed = 'organisation'): Organisation => ({
  units,
  authorities,
  staff: hire(town, 'musterstadt.example', false, random(seed)),
  logins: logins('musterstadt.example'),
})

/** Nachbarstadt: 3 departments, 5 members of staff. */
export const generateNeighbourOrganisation = (town: Town, seed = 'nachbarstadt'): Organisation => ({
  units: neighbourUnits,
  authorities: neighbourAuthorities,
  staff: hire(town, 'nachbarstadt.example', true, random(seed)),
  logins: logins('nachbarstadt.example'),
})

export type * from './organisation/types.ts'

export { actorOfSession, type StaffActor, sessionActor } from './acting.ts'
export { type Duty, nextDuty, onDuty } from './duty.ts'
export { importStaff } from './import-staff.ts'
export { importUnits } from './import-units.ts'
export { dismiss, resetPassword } from './managing.ts'
export { addMembership, endMembership, type Membership } from './membership.ts'
export {
  grantsOf,
  type Organisation,
  organisation,
  type StaffMember,
  type Unit,
  unitName,
} from './organisation.ts'
export { builtInRoles, defineRole, type Role, seedRoles } from './roles.ts'
export { changeUnit, createUnit, type NewUnit } from './units.ts'

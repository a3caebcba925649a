export {
  addAbsence,
  importAbsences,
  importedUids,
  mayArrangeFor,
  type PickedAbsence,
  removeAbsence,
} from './absence.ts'
export { type StaffActor, sessionActor } from './acting.ts'
export {
  type CalendarEntry,
  type CalendarFault,
  type CalendarReading,
  calendarFaults,
} from './calendar-file.ts'
export { LARGEST_CALENDAR, readCalendarFile } from './calendar-file-reader.ts'
export type { Absence, Deputyship } from './deputies.ts'
export { endDeputyship, mayEnd, type NewDeputyship, nameDeputy } from './deputy.ts'
export { deputyshipById } from './deputy-rows.ts'
export { type Duty, nextDuty, onDuty, parseDayOfDuty, sayDayOfDuty } from './duty.ts'
export { type Access, explainAccess, type Ground } from './explain.ts'
export { askForSecond, decideApproval, type Question, voidApprovals, withdrawApproval } from './four-eyes.ts'
export {
  type Approval,
  type ApprovalLists,
  approvalById,
  decidersOf,
  openApprovals,
  openApprovalsOn,
  visibleApproval,
} from './four-eyes-rows.ts'
export { decidingGrant, type Hindrance } from './four-eyes-rules.ts'
export { everyRole, type HeldRole, heldBy } from './held.ts'
export { importStaff } from './import-staff.ts'
export { importUnits } from './import-units.ts'
export {
  assertManagesAll,
  assertManagesPerson,
  dismiss,
  endSessions,
  managesAll,
  managesPerson,
  mayGive,
  reinstate,
} from './managing.ts'
export { isPowerful, type MappingRule, type Source, sourceOfProvider, wantedRoles } from './mapping.ts'
export { mappingRules, removeMappingRule } from './mapping-rules.ts'
export { removeSignOn, staffBySignOn } from './mapping-sign-on.ts'
export { addMembership, endMembership, type Membership } from './membership.ts'
export { grantsOf, organisation } from './organisation.ts'
export { changePerson, employ, invitePerson } from './people.ts'
export { allPermissions, isTownWide, isWork, type PermissionGroup, permissionGroups } from './permissions.ts'
export { type Preference, preferencesOf, setPreference } from './preference.ts'
export { changeGroup, createGroup, type GroupInput, removeGroup } from './provisioning/grouping.ts'
export {
  type DirectoryGroup,
  directoryGroup,
  directoryGroups,
  type GroupFilter,
} from './provisioning/groups.ts'
export { changeUser, provisionUser, type UserInput, withdrawUser } from './provisioning/provisioning.ts'
export { addMappingRule } from './provisioning/remapping.ts'
export {
  type ProvisionedUser,
  provisionedUser,
  provisionedUsers,
  type UserFilter,
} from './provisioning/users.ts'
export { addSignOn, changeSignOn, equipProgram, mayEquip, offerSignOn } from './reaching-out.ts'
export { builtInRoles, type DefinedRole, isBuiltIn, type Role, seedRoles } from './roles.ts'
export { codeForRole, defineRole, retireRole } from './roles-of-ones-own.ts'
export { endSession, needsFactor, resetFactors, rolesOf, signInOf } from './signing-in.ts'
export { changeWork, skillLevels, USUAL_LEVEL, type Work, workVersion } from './skills.ts'
export { type Organisation, roleName, type StaffMember, type Unit, unitName } from './structure.ts'
export { changeUnit, createUnit, type NewUnit } from './units.ts'
export { dissolveUnit, hangingOn, restoreUnit } from './units-dissolving.ts'

export { accountBy, type Citizen, type CitizenAccount, citizenOf, ownAccount } from './account.ts'
export { actFor, citizenBySession } from './acting.ts'
export { claimParty, isTaken } from './claim.ts'
export { closeAccountsOf, closeOrganisationsOf, dropClaimsOn } from './closing.ts'
export { decideOrganisation, organisationRequest, organisationRequests } from './confirming.ts'
export {
  allows,
  type Consent,
  type ConsentPurpose,
  consentPurposes,
  consents,
  isPurpose,
  setConsent,
} from './consent.ts'
export { type Founding, foundOrganisation } from './founding.ts'
export {
  acceptInvitation,
  type Invitation,
  type Invited,
  invitationsOf,
  invite,
  isInvited,
  lookAtInvitation,
  withdrawInvitation,
} from './invitation.ts'
export { isTrustLevel, reaches } from './level.ts'
export {
  isReachable,
  LINK_MINUTES,
  type Link,
  lookAtLink,
  type SignedInByLink,
  sendAddressLink,
  sendSignInLink,
  signInByLink,
} from './link.ts'
export {
  changePowers,
  type Member,
  managedOrganisation,
  membersOf,
  type OwnOrganisation,
  ownOrganisation,
  ownOrganisations,
  revokeMember,
} from './member.ts'
export { type CitizenOrganisation, type Power, powers } from './organisation.ts'
export {
  addCitizenPasskey,
  type CitizenPasskey,
  citizenByPasskey,
  citizenPasskeyQuestion,
  citizenPasskeys,
  citizenPasskeyTask,
  dropCitizenPasskey,
} from './passkey.ts'
export { changeProfile, confirmAddress, type ProfileChange } from './profile.ts'
export {
  beginCitizenSession,
  type CitizenSession,
  citizenSessions,
  endCitizenSession,
  endCitizenSessionsByHash,
  endOtherSessions,
  endOwnSession,
  type SignInMethod,
} from './session.ts'
export {
  type CitizenProvider,
  citizenProviders,
  dropProvider,
  signInByProvider,
  type Vouched,
} from './sign-on.ts'
export { waysOf } from './ways.ts'

export { issueToken, machineByCredential, type TokenAnswer } from './access-token.ts'
export {
  type Account,
  accountByEmail,
  allAccounts,
  changeAccount,
  createAccount,
  disableAccount,
  enableAccount,
  foldEmail,
  isEmail,
  lockAccount,
  type NewAccount,
} from './account.ts'
export { accountById, type OwnAccount } from './account-by-id.ts'
export { type Answered, answerFactor, type FactorAnswer } from './answering.ts'
export {
  type ApiKey,
  apiKeys,
  createApiKey,
  keyById,
  type Machine,
  machineByKey,
  type NewApiKey,
  revokeApiKey,
} from './api-key.ts'
export { changePassword, type PasswordChange, setPassword } from './change-password.ts'
export { DEVICE_DAYS } from './cleaning.ts'
export { type Confirmation, confirmedLately, confirmSession } from './confirming.ts'
export { factorRequired, type RolesOf } from './demanding.ts'
export { browsers, type Device, deviceOf, systems } from './device.ts'
export { endSessionsOf, signOut } from './ending.ts'
export { type Factors, factorsOf, hasFactor, removeFactor, resetFactors } from './factors.ts'
export {
  acceptInvitation,
  type Invitation,
  invitationLink,
  invitationsOf,
  invite,
  invitedBy,
  type Purpose,
} from './invitation.ts'
export { levelOf } from './oidc/assurance.ts'
export { logoutByToken } from './oidc/back-channel.ts'
export { type Beginning, beginSignOn } from './oidc/beginning.ts'
export { bindSession } from './oidc/bound.ts'
export { type CheckLine, checkProvider } from './oidc/checking.ts'
export { type Claims, textClaim, valuesOf } from './oidc/claims.ts'
export { causesOf, SignOnFailed, type SignOnReason } from './oidc/failure.ts'
export { finishSignOn, type SignedOn } from './oidc/finishing.ts'
export { type Leaving, leavingBy, providerOfSession } from './oidc/leaving.ts'
export {
  changeProvider,
  createProvider,
  offerProvider,
  type ProviderInput,
  providerInput,
} from './oidc/managing.ts'
export {
  type Audience,
  audiences,
  type FactorRule,
  factorRules,
  offeredProviders,
  type Provider,
  providerByCode,
  providers,
} from './oidc/provider.ts'
export { removeProvider } from './oidc/removing.ts'
export { beginSignedOn, type SignedOnSession } from './oidc/session.ts'
export { accountOfSubject, type Tied, tiedAccounts, tieSubject, untie } from './oidc/subject.ts'
export { endOtherSessions, endSession, type Session, sessionsOf } from './own-sessions.ts'
export { PASSKEY_NAME_LENGTH, type Passkey, passkeysOf, renamePasskey } from './passkey.ts'
export { addPasskey, passkeyTask } from './passkey-adding.ts'
export { signInByPasskey } from './passkey-sign-in.ts'
export { passkeyQuestion } from './passkey-using.ts'
export { hashPassword, passwordFault } from './password.ts'
export { type Pending, pendingSession, raiseSession } from './pending.ts'
export { keepRecoveryCodes, proposeRecoveryCodes } from './recovery.ts'
export {
  type Begun,
  beginSession,
  type Client,
  type SignedIn,
  sessionAccount,
} from './session.ts'
export { type SignIn, signIn } from './sign-in.ts'
export { type AccessEvent, accessEvents, accessHistory } from './sign-in-history.ts'
export { addressBlock } from './throttle.ts'
export { addApp, type ProposedApp, proposeApp } from './totp.ts'
export { relyingParty, webauthn } from './webauthn.ts'

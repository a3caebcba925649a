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
export {
  type ApiKey,
  apiKeys,
  createApiKey,
  type Machine,
  machineByKey,
  type NewApiKey,
  revokeApiKey,
} from './api-key.ts'
export { changePassword, type PasswordChange, setPassword } from './change-password.ts'
export { confirmedLately, confirmSession } from './confirming.ts'
export { endSessionsOf, signOut } from './ending.ts'
export {
  acceptInvitation,
  type Invitation,
  invitationLink,
  invitationsOf,
  invite,
  invitedBy,
} from './invitation.ts'
export { hashPassword, passwordFault } from './password.ts'
export {
  type Begun,
  beginSession,
  type Client,
  type SignedIn,
  sessionAccount,
} from './session.ts'
export { type SignIn, signIn } from './sign-in.ts'

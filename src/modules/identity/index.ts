export {
  type Account,
  accountByEmail,
  allAccounts,
  changeAccount,
  createAccount,
  disableAccount,
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
export { hashPassword, passwordFault } from './password.ts'
export { endSessionsOf, type SignedIn, sessionAccount, signOut } from './session.ts'
export { type SignIn, signIn } from './sign-in.ts'

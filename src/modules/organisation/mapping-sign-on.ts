import {
  accountByEmail,
  accountOfSubject,
  createAccount,
  isEmail,
  lockAccount,
  removeProvider,
  type SignedOn,
  SignOnFailed,
  textClaim,
  tieSubject,
} from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertManagesAll } from './managing.ts'
import { sourceOfProvider } from './mapping.ts'
import { applyMapping } from './mapping-applying.ts'
import { forgetSource, mappingRules } from './mapping-rules.ts'

/**
 * The account of a member of staff whom a provider vouches for, with the roles that its claims give: known by the subject,
 * else by a verified address, else made, as far as the provider's settings allow. The first time ties the account to the
 * subject; from then on the address counts for nothing. Throws SignOnFailed ('account_…').
 */
export async function staffBySignOn(ctx: Ctx, signedOn: SignedOn): Promise<Uuid> {
  const { provider, subject, claims } = signedOn
  const account =
    (await accountOfSubject(ctx, provider.id, subject)) ??
    (await accountByAddress(ctx, signedOn)) ??
    (await newAccount(ctx, signedOn))
  const { disabled_at } = await lockAccount(ctx, account)
  if (disabled_at) throw new SignOnFailed('account_disabled')
  if (!(await tieSubject(ctx, provider.id, subject, account))) throw new SignOnFailed('account_taken')
  const source = sourceOfProvider(provider.id)
  await applyMapping(ctx, account, source, await mappingRules(ctx, source), claims)
  return account
}

async function accountByAddress(ctx: Ctx, { provider, claims }: SignedOn): Promise<Uuid | null> {
  const email = textClaim(claims, 'email')
  // An address that nobody has verified is what its owner says, and anybody may say they were the mayor.
  if (!provider.matchesEmail || !email || claims.email_verified !== true) return null
  return (await accountByEmail(ctx, email))?.id ?? null
}

async function newAccount(ctx: Ctx, { provider, claims }: SignedOn): Promise<Uuid> {
  if (!provider.creates) throw new SignOnFailed('account_unknown')
  const email = textClaim(claims, 'email')
  if (!email || !isEmail(email) || claims.email_verified === false) throw new SignOnFailed('account_email')
  if (await accountByEmail(ctx, email)) throw new SignOnFailed('account_taken')
  return createAccount(ctx, { email, name: nameIn(claims) ?? email })
}

function nameIn(claims: SignedOn['claims']): string | null {
  const parts = [textClaim(claims, 'given_name'), textClaim(claims, 'family_name')].filter(Boolean).join(' ')
  return (
    (textClaim(claims, 'name') ?? (parts || textClaim(claims, 'preferred_username')))?.slice(0, 200) ?? null
  )
}

/** Takes a provider away with its rules and the roles that they gave; accounts stay. Throws Forbidden, NotFound. */
export async function removeSignOn(ctx: Ctx, provider: Uuid): Promise<void> {
  await assertManagesAll(ctx)
  await removeProvider(ctx, provider)
  await forgetSource(ctx, sourceOfProvider(provider))
}

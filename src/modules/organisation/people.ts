import {
  changeAccount,
  createAccount,
  endSessionsOf,
  foldEmail,
  invite,
  type Purpose,
} from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertManages, assertManagesPerson, mayGive } from './managing.ts'
import { addMembership, type Membership } from './membership.ts'
import { organisation } from './organisation.ts'

export interface NewPerson {
  name: string
  email: string
  lang: Lang
  role: Omit<Membership, 'account'> & {
    from?: Date
    until?: Date | null
    types?: readonly string[] | null
  }
}

/**
 * Takes somebody in with a first role, since nobody could look after a person who is nowhere. Answers the account and
 * the token of the link by which they set their password. Throws Forbidden, NotFound, Invalid, Conflict (the address
 * has an account).
 */
export async function employ(ctx: Ctx, person: NewPerson): Promise<{ account: Uuid; token: string }> {
  assertManages(ctx, person.role.unit)
  const { roles } = await organisation(ctx)
  if (!(await mayGive(ctx, roles.get(person.role.role)?.permissions ?? [], person.role.unit)))
    throw new Forbidden('role.more_than_own')
  const account = await createAccount(ctx, person)
  await addMembership(ctx, { account, ...person.role })
  return { account, token: await invite(ctx, account, 'welcome') }
}

/** Changes who somebody is. A new address signs them out everywhere. Throws Forbidden, NotFound, Invalid, Conflict. */
export async function changePerson(
  ctx: Ctx,
  account: Uuid,
  person: { name: string; lang: Lang; email: string; version: number },
): Promise<void> {
  await assertManagesPerson(ctx, account)
  const before = (await organisation(ctx)).staff.get(account)
  await changeAccount(ctx, account, person)
  if (before?.email !== foldEmail(person.email)) await endSessionsOf(ctx, account)
}

/** A new link to set a password by; answers its token. Throws Forbidden, NotFound. */
export async function invitePerson(ctx: Ctx, account: Uuid, purpose: Purpose): Promise<string> {
  await assertManagesPerson(ctx, account)
  return invite(ctx, account, purpose)
}

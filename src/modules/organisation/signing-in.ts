import {
  endSession as endOne,
  type Factors,
  factorRequired,
  factorsOf,
  resetFactors as reset,
  type Session,
  sessionsOf,
} from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertManagesPerson } from './managing.ts'
import { grantsOf } from './organisation.ts'

/** The codes of the roles that somebody holds now, as a deputy too: whoever may do more must be surer to be it. */
export async function rolesOf(ctx: Ctx, account: Uuid): Promise<string[]> {
  return [...new Set((await grantsOf(ctx, account)).map((grant) => grant.role))]
}

/** Must this person have a second factor? */
export const needsFactor = (ctx: Ctx, account: Uuid): Promise<boolean> =>
  factorRequired(ctx, account, rolesOf)

/** What somebody signs in with, and where they are signed in now. Throws Forbidden. */
export async function signInOf(ctx: Ctx, account: Uuid): Promise<{ factors: Factors; sessions: Session[] }> {
  await assertManagesPerson(ctx, account)
  return { factors: await factorsOf(ctx, account), sessions: await sessionsOf(ctx, account) }
}

/**
 * Somebody lost their second factors: all are taken away, their sessions end, and they are told by mail. Where the town
 * asks for a factor they set up a new one at the next sign-in. Throws Forbidden, NotFound.
 */
export async function resetFactors(ctx: Ctx, account: Uuid): Promise<void> {
  await assertManagesPerson(ctx, account)
  await reset(ctx, account)
}

/** Ends one of somebody's sessions. Throws Forbidden, NotFound. */
export async function endSession(ctx: Ctx, account: Uuid, session: string): Promise<void> {
  await assertManagesPerson(ctx, account)
  await endOne(ctx, account, session)
}

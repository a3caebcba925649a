import type { Req } from '#http/env.ts'
import { joinCase, ownCases, visibleCase } from '#modules/cases/index.ts'
import { claimParty, ownAccount } from '#modules/citizens/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Holder } from './reading.ts'

/** The number of the bearer's case if it is in the account of whoever is signed in; null otherwise. */
export async function inOwnAccount(c: Req, number: string): Promise<string | null> {
  if (c.get('actor').kind !== 'citizen') return null
  const [own] = await c.get('tx')((ctx) => ownCases(ctx, { number, limit: 1 }))
  return own?.number ?? null
}

/**
 * Takes the bearer's case into the account of whoever is signed in. The link proves this one case:
 * its party comes along only where it stands for nothing else; an account's or an organisation's own party has more
 * cases than this, so then the citizen joins this case beside it. Always for the person, for no organisation.
 */
export async function claimCase(c: Req, holder: Holder): Promise<void> {
  await c.get('tx')(async (ctx) => {
    if (ctx.actor.kind !== 'citizen') throw new NotFound()
    const claimed = holder.party !== null && (await claimParty(ctx, holder.party, 'link'))
    if (!claimed) await joinCase(ctx, holder, (await ownAccount(ctx)).account.partyId)
  })
}

/** The number of the bearer's case. */
export const numberOf = (c: Req, who: Who & { actor: Holder }): Promise<string> =>
  inTx(c.get('platform'), who, async (ctx) => (await visibleCase(ctx, who.actor.case)).number)

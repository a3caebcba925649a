import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { citizenOf } from './account.ts'

/** Does this party speak for itself: an account's own, or an organisation's? Nobody else can take it over. */
export async function isTaken(ctx: Ctx, party: Uuid): Promise<boolean> {
  const [account, organisation] = await Promise.all([
    ctx.db
      .selectFrom('citizens.account')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('party_id', '=', party)
      .executeTakeFirst(),
    ctx.db
      .selectFrom('citizens.organisation')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('party_id', '=', party)
      .executeTakeFirst(),
  ])
  return account !== undefined || organisation !== undefined
}

/**
 * Links a party to the signed-in citizen's account: their cases are theirs from then on. The caller has proof: the case
 * was sent in this session, or the tracking link was shown. Answers false where the party speaks for itself already.
 */
export async function claimParty(ctx: Ctx, party: Uuid, how: 'sent' | 'link'): Promise<boolean> {
  const { id: account } = citizenOf(ctx)
  if (await isTaken(ctx, party)) return false
  const made = await ctx.db
    .insertInto('citizens.claim')
    .values({ tenant_id: ctx.tenant.id, account_id: account, party_id: party, how, at: ctx.now })
    .onConflict((oc) => oc.columns(['tenant_id', 'account_id', 'party_id']).doNothing())
    .returning('party_id')
    .executeTakeFirst()
  if (made) ctx.emit('citizen.claimed', { citizen: account, party, how })
  return true
}

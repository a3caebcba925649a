import { eraseChanges } from '#modules/audit/index.ts'
import { closeAccountsOf } from '#modules/citizens/index.ts'
import { eraseMail } from '#modules/notifications/index.ts'
import { eraseParty } from '#modules/parties/index.ts'
import { forgetReasons } from '#modules/privacy/index.ts'
import { eraseSubscribersTo } from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Module } from '#platform/module.ts'
import { addressesOf } from './addresses.ts'
import { anonymiseCase } from './anonymising.ts'
import { eraseWordsOf } from './anonymising-words.ts'
import { eraseFollowRequests } from './following-of-address.ts'

/**
 * What was erased stays erased when an older backup is brought back. It had been found out then that it may be done,
 * so nothing is asked again; rows that are gone or erased already are no fault.
 */
export const eraseAgain: NonNullable<Module['eraseAgain']> = {
  'case.anonymised': async (ctx, { payload }) => {
    await anonymiseCase(ctx, payload.case, { action: payload.action, processing: payload.processing })
  },
  'party.erased': (ctx, { payload }) => forget(ctx, payload.party),
}

async function forget(ctx: Ctx, party: Uuid): Promise<void> {
  const cases = await ctx.db
    .selectFrom('cases.party')
    .select('case_id')
    .distinct()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('party_id', '=', party)
    .execute()
  for (const { case_id } of cases) await eraseWordsOf(ctx, case_id, [party])
  // Nobody knows any more who had asked; what was ended then is told by events of its own.
  const addresses = await addressesOf(ctx, [party], { confirmed: true })
  await eraseSubscribersTo(ctx, addresses)
  await eraseFollowRequests(ctx, addresses)
  await closeAccountsOf(ctx, [party])
  await eraseParty(ctx, party)
  await eraseChanges(ctx, [party])
  await eraseMail(ctx, [party])
  forgetReasons(ctx, [party])
}

import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { citizenOf } from './account.ts'

/**
 * What a person can allow (texts `account.consent.<purpose>`): only what no law demands or allows by itself. `wording`
 * is the number of the words they said yes to; new words are asked anew.
 */
export const consentPurposes = {
  /** Name and address from the account stand in forms already. */
  prefill: { wording: 1 },
  /** The phone number too, and with it a call where something is unclear. */
  phone: { wording: 1 },
} as const
export type ConsentPurpose = keyof typeof consentPurposes
export const isPurpose = (text: string): text is ConsentPurpose => Object.hasOwn(consentPurposes, text)

export interface Consent {
  id: Uuid
  purpose: string
  wording: number
  givenAt: Date
  withdrawnAt: Date | null
}

/** All that the signed-in citizen ever allowed, the newest first. */
export async function consents(ctx: Ctx): Promise<Consent[]> {
  return ctx.db
    .selectFrom('citizens.consent')
    .select(['id', 'purpose', 'wording', 'given_at as givenAt', 'withdrawn_at as withdrawnAt'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Does the signed-in citizen allow this now, in the words of today? Nobody else does. */
export async function allows(ctx: Ctx, purpose: ConsentPurpose): Promise<boolean> {
  if (ctx.actor.kind !== 'citizen') return false
  const row = await ctx.db
    .selectFrom('citizens.consent')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', ctx.actor.id)
    .where('purpose', '=', purpose)
    .where('wording', '=', consentPurposes[purpose].wording)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a consent, or takes it back: as easy as giving it (Art. 7(3) GDPR). Twice is once. */
export async function setConsent(ctx: Ctx, purpose: ConsentPurpose, given: boolean): Promise<void> {
  const { id: account } = citizenOf(ctx)
  if ((await allows(ctx, purpose)) === given) return
  await ctx.db
    .updateTable('citizens.consent')
    .set({ withdrawn_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .execute()
  const { wording } = consentPurposes[purpose]
  if (given)
    await ctx.db
      .insertInto('citizens.consent')
      .values({
        tenant_id: ctx.tenant.id,
        id: newId(),
        account_id: account,
        purpose,
        wording,
        given_at: ctx.now,
      })
      .execute()
  ctx.emit(given ? 'citizen.consented' : 'citizen.consent_withdrawn', { citizen: account, purpose, wording })
}

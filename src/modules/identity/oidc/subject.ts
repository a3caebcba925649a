import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { lockAccount } from '../account.ts'

/** Which account a provider means by a subject; null when that is not known yet. */
export async function accountOfSubject(ctx: Ctx, provider: Uuid, subject: string): Promise<Uuid | null> {
  const row = await ctx.db
    .selectFrom('identity.provider_subject')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider_id', '=', provider)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** Ties an account to a subject, or notes that it was used. False when the account belongs to another subject already. */
export async function tieSubject(ctx: Ctx, provider: Uuid, subject: string, account: Uuid): Promise<boolean> {
  const used = await ctx.db
    .updateTable('identity.provider_subject')
    .set({ last_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider_id', '=', provider)
    .where('subject', '=', subject)
    .where('account_id', '=', account)
    .returning('account_id')
    .executeTakeFirst()
  if (used) return true
  const made = await ctx.db
    .insertInto('identity.provider_subject')
    .values({
      tenant_id: ctx.tenant.id,
      provider_id: provider,
      subject,
      account_id: account,
      since: ctx.now,
      last_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'provider_id', 'account_id']).doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return made !== undefined
}

export interface Tied {
  account: Uuid
  name: string
  email: string
  since: Date
  lastAt: Date
}

/** Who signs on by this provider, by name. Throws Forbidden. */
export async function tiedAccounts(ctx: Ctx, provider: Uuid): Promise<Tied[]> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  return await ctx.db
    .selectFrom('identity.provider_subject as s')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 's.tenant_id').onRef('a.id', '=', 's.account_id'),
    )
    .select(['a.id as account', 'a.name', 'a.email', 's.since', 's.last_at as lastAt'])
    .where('s.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('s.provider_id', '=', provider)
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(500)
    .execute()
}

/** The next sign-on finds its account anew, as if it were the first. Throws Forbidden, NotFound. */
export async function untie(ctx: Ctx, provider: Uuid, account: Uuid): Promise<void> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  const gone = await ctx.db
    .deleteFrom('identity.provider_subject')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('provider_id', '=', provider)
    .where('account_id', '=', account)
    .returning('subject')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
  await lockAccount(ctx, account)
  const before = { provider, subject: gone.subject }
  recordChange(ctx, { type: 'account.untied', payload: { account, provider }, before, after: null })
}

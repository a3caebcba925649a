import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/** Which mails somebody wants from the program. */
export interface Preference {
  /** When a case is given to them by somebody else. */
  assignments: boolean
  /** In the morning, what falls due. */
  digest: boolean
}

const everything: Preference = { assignments: true, digest: true }

/** What these people want; everything for who has not said otherwise. */
export async function preferencesOf(
  ctx: Ctx,
  people: readonly Uuid[],
): Promise<(account: Uuid) => Preference> {
  if (people.length === 0) return () => everything
  const rows = await ctx.db
    .selectFrom('organisation.preference')
    .select(['account_id', 'assignments', 'digest'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', 'in', [...people])
    .execute()
  const said = new Map(rows.map(({ account_id, ...wanted }) => [account_id, wanted]))
  return (account) => said.get(account) ?? everything
}

/** The actor says what they want. Throws Forbidden. */
export async function setPreference(ctx: Ctx, wanted: Preference): Promise<void> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden()
  const account_id = ctx.actor.id
  await ctx.db
    .insertInto('organisation.preference')
    .values({ tenant_id: ctx.tenant.id, account_id, ...wanted })
    .onConflict((oc) => oc.columns(['tenant_id', 'account_id']).doUpdateSet({ ...wanted }))
    .execute()
  ctx.emit('account.preference_changed', { account: account_id, ...wanted })
}

import { accountBy } from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { addSubscription } from './adding.ts'
import { eraseSubscribers } from './erasing.ts'
import { dropSubscriptions } from './managing.ts'
import { ownSubscriptions } from './own.ts'

/** An account has confirmed another address: what it made by mail goes there from now on. Safe to run twice. */
export async function followAddress(ctx: Ctx, account: Uuid): Promise<void> {
  const email = (await accountBy(ctx, { id: account }))?.email
  if (!email) return
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select(['id', 'email'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where((eb) => eb.or([eb('account_id', '=', account), eb('email', '=', email)]))
    .where('email', 'is not', null)
    .execute()
  const there = rows.find((r) => r.email === email)
  const [old] = rows.filter((r) => r.email !== email)
  if (!old) return
  if (!there)
    await ctx.db
      .updateTable('subscriptions.subscriber')
      .set({ email })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', old.id)
      .execute()
  else await fold(ctx, old.id, there.id)
}

/** The new address hears already: both are one from now on. */
async function fold(ctx: Ctx, from: Uuid, to: Uuid): Promise<void> {
  const moved = await ownSubscriptions(ctx, [from])
  for (const { id, ...wish } of moved) {
    await dropSubscriptions(ctx, [id])
    await addSubscription(ctx, to, wish)
  }
  await eraseSubscribers(ctx, [from])
}

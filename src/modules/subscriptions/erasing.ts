import { foldEmail } from '#modules/identity/index.ts'
import { eraseMail } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Forgets subscribers with all that they wanted to hear of, and the letters to them; what waits is not sent. */
export async function eraseSubscribers(ctx: Ctx, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['subscriptions.push', 'subscriptions.round', 'subscriptions.subscription'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('subscriber_id', 'in', [...ids])
      .execute()
  const gone = await ctx.db
    .deleteFrom('subscriptions.subscriber')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .returning('id')
    .execute()
  await eraseMail(ctx, [...ids])
  for (const { id } of gone) ctx.emit('subscriber.ended', { subscriber: id })
}

/** Forgets what goes to these addresses, confirmed or only asked for. */
export async function eraseSubscribersTo(ctx: Ctx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return
  const folded = addresses.map(foldEmail)
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', 'in', folded)
    .execute()
  await eraseSubscribers(
    ctx,
    rows.map((r) => r.id),
  )
  const asked = await ctx.db
    .deleteFrom('subscriptions.request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', 'in', folded)
    .returning('id')
    .execute()
  await eraseMail(
    ctx,
    asked.map((r) => r.id),
  )
}

/** An account is closed: what was made in it goes too, be it for a device or an address. */
export async function eraseSubscribersOfAccount(ctx: Ctx, account: Uuid): Promise<void> {
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
  await eraseSubscribers(
    ctx,
    rows.map((r) => r.id),
  )
}

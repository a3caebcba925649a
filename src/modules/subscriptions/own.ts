import { foldEmail } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import {
  type Subscriber,
  type Subscription,
  subscriberColumns,
  subscriptionColumns,
  toSubscriber,
  toSubscription,
} from './rows.ts'

/** These subscribers' subscriptions, oldest first. Whoever calls has proof that they are the asker's own. */
export async function ownSubscriptions(ctx: Ctx, subscribers: readonly Uuid[]): Promise<Subscription[]> {
  if (subscribers.length === 0) return []
  const rows = await ctx.db
    .selectFrom('subscriptions.subscription')
    .select(subscriptionColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('subscriber_id', 'in', [...subscribers])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toSubscription)
}

/** One of them. Throws NotFound for one that is somebody else's. */
export async function ownSubscription(
  ctx: Ctx,
  subscribers: readonly Uuid[],
  id: string,
): Promise<Subscription> {
  const found = isUuid(id) ? (await ownSubscriptions(ctx, subscribers)).find((s) => s.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}

export async function subscriberById(ctx: Ctx, id: Uuid): Promise<Subscriber | null> {
  return (await subscribersById(ctx, [id])).get(id) ?? null
}

export async function subscribersById(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, Subscriber>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select(subscriberColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((r) => [r.id, toSubscriber(r)]))
}

/** Those that these addresses belong to. */
export async function subscribersTo(ctx: Ctx, addresses: readonly string[]): Promise<Subscriber[]> {
  if (addresses.length === 0) return []
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select(subscriberColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', 'in', addresses.map(foldEmail))
    .execute()
  return rows.map(toSubscriber)
}

/** Those that belong to an account: made while signed in, or under the address that it has confirmed. */
export async function subscribersOfAccount(
  ctx: Ctx,
  account: { id: Uuid; email: string | null },
): Promise<Subscriber[]> {
  const rows = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select(subscriberColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where((eb) => eb.or([eb('account_id', '=', account.id), eb('email', '=', account.email)]))
    .orderBy('created_at')
    .execute()
  return rows.map(toSubscriber)
}

import type { Ctx } from '#platform/context/context.ts'

export interface SubscriptionHealth {
  subscriptions: number
  byMail: number
  devices: number
  /** Devices whose push service has not taken a message lately. */
  failing: number
  /** Messages that wait for a push service. */
  waiting: number
}

/** How the subscriptions are doing, for the page about the whole program: numbers only. */
export async function subscriptionHealth(ctx: Ctx): Promise<SubscriptionHealth> {
  const tenant = ctx.tenant.id
  const [subscribers, subscriptions, pushes] = await Promise.all([
    ctx.db
      .selectFrom('subscriptions.subscriber')
      .select((eb) => [
        eb.fn.count<number>('email').as('mail'),
        eb.fn.count<number>('endpoint').as('devices'),
        eb.fn.count<number>('failing_since').as('failing'),
      ])
      .where('tenant_id', '=', tenant)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom('subscriptions.subscription')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenant)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom('subscriptions.push')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('tenant_id', '=', tenant)
      .executeTakeFirstOrThrow(),
  ])
  return {
    subscriptions: Number(subscriptions.n),
    byMail: Number(subscribers.mail),
    devices: Number(subscribers.devices),
    failing: Number(subscribers.failing),
    waiting: Number(pushes.n),
  }
}

import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { allEndpoints, type Endpoint } from './endpoint.ts'
import { endLease, leaseNext, POLL_MS } from './lease.ts'
import { poll } from './polling.ts'
import { sendWaiting } from './sending.ts'
import { giveUp } from './trouble.ts'

/** Sends what waits and reads what has happened, for all towns. Safe to run in several processes at once. */
export async function exchangeAll(platform: Platform, seams: Partial<Seams> = {}): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const done: Uuid[] = []
    for (;;) {
      const endpoint = await inTown(platform, tenant, async (ctx) => {
        const id = await leaseNext(ctx, done)
        return id === null ? null : ((await allEndpoints(ctx)).find((e) => e.id === id) ?? null)
      })
      if (!endpoint) break
      done.push(endpoint.id)
      await turn(platform, tenant, endpoint, seams)
    }
  })
}

const inTown = <R>(platform: Platform, tenant: Tenant, run: (ctx: Ctx) => Promise<R>): Promise<R> =>
  inTx(platform, { tenant, actor: system('exchange'), lang: 'de' }, run)

/** One endpoint's turn: what waits, then what is new there. A fault with one holds up no other. */
async function turn(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  seams: Partial<Seams>,
): Promise<void> {
  try {
    await inTown(platform, tenant, (ctx) => giveUp(ctx, endpoint))
    await sendWaiting(platform, tenant, endpoint, seams)
    const now = await inTown(platform, tenant, async (ctx) => {
      const later = (await allEndpoints(ctx)).find((e) => e.id === endpoint.id)
      const due = !later?.polledAt || ctx.now.getTime() - later.polledAt.getTime() >= POLL_MS
      return later && due && (!later.retryAt || later.retryAt <= ctx.now) ? later : null
    })
    if (now) await poll(platform, tenant, now, seams)
  } catch (error) {
    platform.log.error({ err: error, endpoint: endpoint.id }, 'exchange failed')
  } finally {
    await inTown(platform, tenant, (ctx) => endLease(ctx, endpoint.id))
  }
}

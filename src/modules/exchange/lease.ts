import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

const MINUTE = 60_000
const LEASE_MS = 3 * MINUTE
/** How often they are asked what has happened. */
export const POLL_MS = 5 * MINUTE

/**
 * Takes an endpoint that something is to be done for, for this process alone: what goes to one server goes one after
 * the other. Answers its id, null when there is none.
 */
export async function leaseNext(ctx: Ctx, but: readonly Uuid[]): Promise<Uuid | null> {
  const { rows } = await sql<{ id: Uuid }>`
    select e.id from exchange.endpoint e
    where e.tenant_id = ${ctx.tenant.id} and e.removed_at is null and e.paused_at is null
      and e.id <> all (${[...but]}::uuid[])
      and (e.retry_at is null or e.retry_at <= ${ctx.now})
      and (e.leased_until is null or e.leased_until < ${ctx.now})
      and (e.polled_at is null or e.polled_at <= ${new Date(ctx.now.getTime() - POLL_MS)} or exists (
        select from exchange.outgoing o
        where o.tenant_id = ${ctx.tenant.id} and o.endpoint_id = e.id and o.status = 'waiting'))
    order by e.id limit 1 for update of e skip locked`.execute(ctx.db)
  const id = rows[0]?.id ?? null
  if (id) await renewLease(ctx, id)
  return id
}

export async function renewLease(ctx: Ctx, id: Uuid): Promise<void> {
  await setLease(ctx, id, new Date(ctx.now.getTime() + LEASE_MS))
}

export const endLease = (ctx: Ctx, id: Uuid): Promise<void> => setLease(ctx, id, null)

async function setLease(ctx: Ctx, id: Uuid, until: Date | null): Promise<void> {
  await ctx.db
    .updateTable('exchange.endpoint')
    .set({ leased_until: until })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { tellSome } from './telling-followers.ts'
import { visibleCase } from './visible.ts'

/**
 * Goes on with news that many people are to hear, batch by batch. A batch's letters and the note of how far it went are
 * one transaction: whoever is killed in between has written none of them, and the next one begins where the last
 * ended. Two workers take different news.
 */
export async function goOnTelling(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    while (await tellBatch(platform, tenant)) {}
  })
}

/** One batch of the oldest news; false when nothing waits. */
export const tellBatch = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: system('cases') }, async (ctx) => {
    const row = await ctx.db
      .selectFrom('cases.telling')
      .select(['event_id', 'after_case', 'after_party'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    const event = await eventOf(ctx, row.event_id)
    const c = await visibleCase(ctx, event.stream)
    const last = await tellSome(ctx, event, c, { case: row.after_case, party: row.after_party })
    if (last)
      ctx.send(
        'update cases.telling set after_case = $3, after_party = $4 where tenant_id = $1 and event_id = $2',
        [ctx.tenant.id, row.event_id, last.case, last.party],
      )
    else
      ctx.send('delete from cases.telling where tenant_id = $1 and event_id = $2', [
        ctx.tenant.id,
        row.event_id,
      ])
    return true
  })

const eventOf = (ctx: Ctx, id: Uuid): Promise<StoredEvent> =>
  ctx.db
    .selectFrom('platform.event')
    .select(['id', 'stream', 'seq', 'type', 'payload', 'actor_kind', 'actor_id', 'actor_for', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow() as Promise<unknown> as Promise<StoredEvent>

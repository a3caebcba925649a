import { sql } from 'kysely'
import type { Actor } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { eventsAfter } from './events-after.ts'

/** As whom a hook hears: a program that may see all cases, or what is public. Restricted cases no program sees. */
export const hearing = (id: Uuid, allCases: boolean): Actor => ({
  kind: 'machine',
  id,
  label: 'webhook',
  scopes: allCases ? ['cases.read'] : [],
})

/** Turns what has happened since into deliveries, hook by hook, and moves each hook's cursor in the same transaction. */
export async function fanOut(platform: Platform, tenant: Tenant): Promise<void> {
  const waiting = await inTx(
    platform,
    { tenant, actor: { kind: 'system', name: 'webhooks' } },
    async (ctx) => {
      const { rows } = await sql<{ id: Uuid; all_cases: boolean }>`
      select h.id, h.all_cases from webhooks.hook h join platform.feed_head f on f.tenant_id = h.tenant_id
      where h.tenant_id = ${tenant.id} and f.tenant_id = ${tenant.id} and h.removed_at is null and h.cursor < f.n`.execute(
        ctx.db,
      )
      return rows
    },
  )
  for (const hook of waiting) {
    while (await step(platform, tenant, hook)) {
      // Until the hook has looked at everything.
    }
  }
}

/** Looks at the next events for one hook. Answers whether there may be more. */
async function step(
  platform: Platform,
  tenant: Tenant,
  { id, all_cases }: { id: Uuid; all_cases: boolean },
): Promise<boolean> {
  return inTx(platform, { tenant, actor: hearing(id, all_cases) }, async (ctx) => {
    const hook = await ctx.db
      .selectFrom('webhooks.hook')
      .select(['cursor', 'types'])
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!hook) return false
    const { events, upTo } = await eventsAfter(ctx, { after: hook.cursor, types: hook.types })
    if (upTo === hook.cursor) return false
    if (events.length > 0)
      await ctx.db
        .insertInto('webhooks.delivery')
        .values(
          events.map((e) => ({
            tenant_id: tenant.id,
            id: newId(),
            hook_id: id,
            n: e.n,
            event_id: e.id,
            type: e.type,
            status: 'waiting',
            next_at: ctx.now,
            created_at: ctx.now,
          })),
        )
        .execute()
    ctx.send('update webhooks.hook set cursor = $3 where tenant_id = $1 and id = $2', [tenant.id, id, upTo])
    return true
  })
}

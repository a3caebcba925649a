import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { openSecret } from './secret.ts'

const LEASE_MS = 60_000
export const AT_ONCE = 10

export interface Due {
  id: Uuid
  hook: Uuid
  n: number
  event: Uuid | null
  type: string
  attempts: number
  url: string
  allCases: boolean
  keys: Buffer[]
  created: Date
}

/** Takes what is due. One that nobody reported back on (the process died) is due again when its lease is over. */
export async function claimDue(platform: Platform, tenant: Tenant): Promise<Due[]> {
  return inTx(platform, { tenant, actor: system('webhooks') }, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('webhooks.delivery as d')
      .innerJoin('webhooks.hook as h', (j) =>
        j.onRef('h.tenant_id', '=', 'd.tenant_id').onRef('h.id', '=', 'd.hook_id'),
      )
      .select(['d.id', 'd.hook_id', 'd.n', 'd.event_id', 'd.type', 'd.attempts', 'd.created_at'])
      .select(['h.url', 'h.all_cases', 'h.secret', 'h.previous_secret', 'h.previous_until'])
      .where('d.tenant_id', '=', tenant.id)
      .where('h.tenant_id', '=', tenant.id)
      .where('d.status', '=', 'waiting')
      .where('d.next_at', '<=', ctx.now)
      .where((eb) => eb.or([eb('d.leased_until', 'is', null), eb('d.leased_until', '<', ctx.now)]))
      .where('h.paused_at', 'is', null)
      .where('h.removed_at', 'is', null)
      .orderBy('d.next_at')
      .orderBy('d.n')
      .limit(AT_ONCE)
      .forUpdate('d')
      .skipLocked()
      .execute()
    if (rows.length > 0)
      ctx.send('update webhooks.delivery set leased_until = $3 where tenant_id = $1 and id = any ($2)', [
        tenant.id,
        rows.map((r) => r.id),
        new Date(ctx.now.getTime() + LEASE_MS),
      ])
    return Promise.all(
      rows.map(async (r) => ({
        id: r.id,
        hook: r.hook_id,
        n: r.n,
        event: r.event_id,
        type: r.type,
        attempts: r.attempts,
        url: r.url,
        allCases: r.all_cases,
        created: r.created_at,
        keys: [
          await openSecret(ctx, r.hook_id, r.secret),
          ...(r.previous_secret && r.previous_until && r.previous_until > ctx.now
            ? [await openSecret(ctx, r.hook_id, r.previous_secret)]
            : []),
        ],
      })),
    )
  })
}

import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { type Answered, askFor } from './asking.ts'
import type { Endpoint } from './endpoint.ts'
import { textOf } from './reading.ts'
import { isTaken } from './results.ts'

const MOST = 50

/** Asks for the numbers of reports for which they gave tokens. Answers the trouble, if there was any. */
export async function pollTokens(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  seams: Partial<Seams>,
): Promise<(Answered & { kind: 'trouble' }) | null> {
  const who = { tenant, actor: system('exchange') }
  const waiting = await inTx(platform, who, (ctx) =>
    ctx.db
      .selectFrom('exchange.transfer')
      .select(['case_id', 'token'])
      .where('tenant_id', '=', tenant.id)
      .where('endpoint_id', '=', endpoint.id)
      .where('status', '=', 'token')
      .orderBy('checked_at', (o) => o.asc().nullsFirst())
      .limit(MOST)
      .execute(),
  )
  for (const { case_id, token } of waiting) {
    const asked = await askFor(
      platform,
      endpoint,
      `tokens/${encodeURIComponent(token ?? '')}`,
      'request',
      {},
      seams,
    )
    if (asked.kind === 'trouble' && asked.why !== 'missing') return asked
    const id = asked.kind === 'rows' ? textOf(asked.rows[0]?.service_request_id, 200) : null
    await inTx(platform, who, async (ctx) => {
      const known = id !== null && !(await isTaken(ctx, endpoint.id, id, case_id))
      await ctx.db
        .updateTable('exchange.transfer')
        .set({ checked_at: ctx.now, ...(known && { status: 'sent', remote_id: id }) })
        .where('tenant_id', '=', tenant.id)
        .where('endpoint_id', '=', endpoint.id)
        .where('case_id', '=', case_id)
        .execute()
    })
  }
  return null
}

import { sql } from 'kysely'
import { visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Answered } from './asking.ts'
import type { Endpoint } from './endpoint.ts'
import { refused } from './results.ts'
import { tellOfSilence } from './telling.ts'

const MINUTE = 60_000
/** How long after each failed try in a row the next one comes; the last pause stays. */
export const PAUSES = [1, 2, 5, 10, 20, 30, 60].map((minutes) => minutes * MINUTE)
/** Who looks after the interfaces need not hear of every restart over there. */
const TOLD_AFTER = 60 * MINUTE
const DAY = 24 * 60 * MINUTE

/** They did not answer, or not so that it could be understood: everything waits, in its order. */
export async function enterTrouble(
  ctx: Ctx,
  endpoint: Endpoint,
  item: Uuid | null,
  trouble: Answered & { kind: 'trouble' },
): Promise<void> {
  const row = await ctx.db
    .updateTable('exchange.endpoint')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      failing_since: eb.fn.coalesce('failing_since', eb.val(ctx.now)),
      failing_why: trouble.why,
      retry_at: new Date(ctx.now.getTime() + pauseAfter(endpoint.attempts)),
    }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint.id)
    .returning(['failing_since'])
    .executeTakeFirst()
  if (item)
    await ctx.db
      .updateTable('exchange.outgoing')
      .set({ error: trouble.why, answer: trouble.status, ...(!trouble.unclear && { unclear: false }) })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', item)
      .execute()
  const since = row?.failing_since
  if (since && ctx.now.getTime() - since.getTime() >= TOLD_AFTER)
    await tellOfSilence(ctx, endpoint, since, await countWaiting(ctx, endpoint.id))
}

const pauseAfter = (failed: number): number => PAUSES[Math.min(failed, PAUSES.length - 1)]!

/** They answer again. */
export async function clearTrouble(ctx: Ctx, endpoint: Endpoint): Promise<void> {
  await ctx.db
    .updateTable('exchange.endpoint')
    .set({ attempts: 0, failing_since: null, failing_why: null, retry_at: null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint.id)
    .where((eb) => eb.or([eb('failing_since', 'is not', null), eb('attempts', '>', 0)]))
    .execute()
}

export async function countWaiting(ctx: Ctx, endpoint: Uuid): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from exchange.outgoing o
    where o.tenant_id = ${ctx.tenant.id} and o.endpoint_id = ${endpoint} and o.status = 'waiting'`.execute(
    ctx.db,
  )
  return rows[0]?.n ?? 0
}

/** What has waited longer than the town wants to is given up while they do not answer: somebody is told, and mail goes out. */
export async function giveUp(ctx: Ctx, endpoint: Endpoint): Promise<void> {
  if (!endpoint.failingSince) return
  const before = new Date(ctx.now.getTime() - endpoint.giveUpDays * DAY)
  const rows = await ctx.db
    .selectFrom('exchange.outgoing')
    .select(['id', 'case_id', 'kind'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint.id)
    .where('status', '=', 'waiting')
    .where('created_at', '<', before)
    .orderBy('id')
    .limit(100)
    .execute()
  for (const row of rows) {
    // The lock order of everybody else: the case first.
    await visibleCase(ctx, row.case_id, 'for update')
    await refused(
      ctx,
      endpoint,
      { id: row.id, caseId: row.case_id, kind: row.kind as 'request' | 'update' },
      'gave_up',
      null,
      String(endpoint.giveUpDays),
    )
  }
}

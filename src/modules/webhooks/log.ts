import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { hookById } from './hook.ts'

export const deliveryStatuses = ['waiting', 'sent', 'failed'] as const
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export interface Delivery {
  id: Uuid
  type: string
  /** The number in the feed; 0 for a trial. */
  n: number
  status: DeliveryStatus
  attempts: number
  /** What the other side answered last, as an HTTP status. */
  answer: number | null
  error: string | null
  ms: number | null
  nextAt: Date
  sentAt: Date | null
  createdAt: Date
}

/** What became of a hook's deliveries, newest first. Throws Forbidden, NotFound. */
export async function deliveries(
  ctx: Ctx,
  hook: string,
  { status, after }: { status?: DeliveryStatus; after?: { at: string; id: Uuid } } = {},
  size = 50,
): Promise<{ deliveries: Delivery[]; next: { at: string; id: Uuid } | null }> {
  const { id } = await hookById(ctx, hook)
  const { rows } = await sql<Delivery>`
    select d.id, d.type, d.n, d.status, d.attempts, d.answer, d.error, d.ms, d.next_at as "nextAt", d.sent_at as "sentAt",
      d.created_at as "createdAt"
    from webhooks.delivery d
    where d.tenant_id = ${ctx.tenant.id} and d.hook_id = ${id}
      and ${status ? sql`d.status = ${status}` : sql`true`}
      and ${after ? sql`(d.created_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by d.created_at desc, d.id desc limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    deliveries: rows.slice(0, size),
    next: rows.length > size && last ? { at: last.createdAt.toISOString(), id: last.id } : null,
  }
}

/** Sends one again, or all that have failed. Answers how many. Throws Forbidden, NotFound. */
export async function replay(ctx: Ctx, hook: string, delivery: string | 'failed'): Promise<number> {
  const { id } = await hookById(ctx, hook)
  if (delivery !== 'failed' && !isUuid(delivery)) throw new NotFound()
  const again = await ctx.db
    .updateTable('webhooks.delivery')
    .set({ status: 'waiting', attempts: 0, next_at: ctx.now, leased_until: null, error: null, answer: null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('hook_id', '=', id)
    .where((eb) => (delivery === 'failed' ? eb('status', '=', 'failed') : eb('id', '=', delivery)))
    .returning('id')
    .execute()
  if (again.length === 0 && delivery !== 'failed') throw new NotFound()
  ctx.emit('webhook.replayed', { webhook: id, count: again.length })
  return again.length
}

/** Sends a message that tells nothing, to see whether the address answers. Throws Forbidden, NotFound. */
export async function tryOut(ctx: Ctx, hook: string): Promise<void> {
  const { id } = await hookById(ctx, hook)
  await ctx.db
    .insertInto('webhooks.delivery')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      hook_id: id,
      n: 0,
      event_id: null,
      type: 'webhook.trial',
      status: 'waiting',
      next_at: ctx.now,
      created_at: ctx.now,
    })
    .execute()
  ctx.emit('webhook.tried', { webhook: id })
}

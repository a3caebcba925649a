import { sql } from 'kysely'
import { mayDo, visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { allEndpoints, type Endpoint, endpointById } from './endpoint.ts'
import { queueAgain } from './queueing.ts'
import { isTaken } from './results.ts'

export type TransferStatus = 'waiting' | 'token' | 'sent' | 'failed' | 'withheld'

/** What is known of a case at another server. */
export interface Transfer {
  endpoint: { id: Uuid; name: string; failingSince: Date | null; pausedAt: Date | null; retryAt: Date | null }
  status: TransferStatus
  reason: string | null
  remoteId: string | null
  remoteState: string | null
  remoteClosed: boolean
  remoteAgency: string | null
  remoteExpected: Date | null
  remoteUpdatedAt: Date | null
  checkedAt: Date | null
  sentAt: Date | null
  createdAt: Date
  /** Of this case: requests and updates that have not gone out yet. */
  waiting: number
}

/** Where a case is besides here; the caller has made sure that it is visible. */
export async function transfersOf(ctx: Ctx, caseId: Uuid): Promise<Transfer[]> {
  const { rows } = await sql<Omit<Transfer, 'endpoint'> & Record<`e_${string}`, never>>`
    select t.status, t.reason, t.remote_id as "remoteId", t.remote_state as "remoteState",
      t.remote_closed as "remoteClosed", t.remote_agency as "remoteAgency", t.remote_expected as "remoteExpected",
      t.remote_updated_at as "remoteUpdatedAt", t.checked_at as "checkedAt", t.sent_at as "sentAt",
      t.created_at as "createdAt",
      json_build_object('id', e.id, 'name', e.name, 'failingSince', e.failing_since, 'pausedAt', e.paused_at,
        'retryAt', e.retry_at) as endpoint,
      (select count(*)::int from exchange.outgoing o where o.tenant_id = ${ctx.tenant.id}
        and o.case_id = ${caseId} and o.endpoint_id = t.endpoint_id and o.status = 'waiting') as waiting
    from exchange.transfer t
    join exchange.endpoint e on e.tenant_id = ${ctx.tenant.id} and e.id = t.endpoint_id
    where t.tenant_id = ${ctx.tenant.id} and t.case_id = ${caseId}
    order by t.created_at`.execute(ctx.db)
  const date = (value: unknown): Date | null => (value ? new Date(String(value)) : null)
  return (rows as unknown as (Transfer & { endpoint: Record<string, unknown> })[]).map((row) => ({
    ...row,
    endpoint: {
      ...row.endpoint,
      failingSince: date(row.endpoint.failingSince),
      pausedAt: date(row.endpoint.pausedAt),
      retryAt: date(row.endpoint.retryAt),
    },
  }))
}

async function failed(ctx: Ctx, caseNumber: string, endpointId: string) {
  const c = await visibleCase(ctx, caseNumber, 'for update')
  if (!mayDo(ctx, 'note', c)) throw new Forbidden()
  const endpoint = isUuid(endpointId) ? (await allEndpoints(ctx)).find((e) => e.id === endpointId) : undefined
  const transfer = (await transfersOf(ctx, c.id)).find((t) => t.endpoint.id === endpointId)
  if (!endpoint || !transfer) throw new NotFound()
  if (transfer.status !== 'failed' && transfer.status !== 'withheld')
    throw new Conflict('exchange.not_failed')
  return { c, endpoint }
}

/** Sends a case once more that had failed or been withheld. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function sendAgain(ctx: Ctx, caseNumber: string, endpointId: string): Promise<void> {
  const { c, endpoint } = await failed(ctx, caseNumber, endpointId)
  if (c.restricted) throw new Invalid('exchange.restricted')
  await queueAgain(ctx, endpoint.id, c.id)
  ctx.emit('case.sending_again', { case: c.id, endpoint: endpoint.id })
}

/** It has arrived, somebody has found out: under this number of theirs. Throws NotFound, Forbidden, Conflict, Invalid. */
export async function hasArrived(
  ctx: Ctx,
  caseNumber: string,
  endpointId: string,
  remoteId: string,
): Promise<void> {
  const { c, endpoint } = await failed(ctx, caseNumber, endpointId)
  const id = remoteId.trim()
  if (!/^[^\s,\p{Cc}][^,\p{Cc}]{0,99}$/u.test(id)) throw new Invalid('exchange.number')
  if (await isTaken(ctx, endpoint.id, id, c.id)) throw new Invalid('exchange.number_taken')
  await ctx.db
    .updateTable('exchange.transfer')
    .set({ status: 'sent', reason: null, remote_id: id, sent_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint.id)
    .where('case_id', '=', c.id)
    .execute()
  ctx.emit('case.sent_on', { case: c.id, endpoint: endpoint.id })
}

export interface Counts {
  waiting: number
  oldest: Date | null
  failed: number
  there: number
}

/** How much waits, has failed and is with each endpoint; numbers only. */
export async function countsOf(ctx: Ctx, list: readonly Endpoint[]): Promise<Map<Uuid, Counts>> {
  const { rows } = await sql<Counts & { id: Uuid }>`
    select e.id,
      (select count(*)::int from exchange.outgoing o where o.tenant_id = ${ctx.tenant.id}
        and o.endpoint_id = e.id and o.status = 'waiting') as waiting,
      (select min(o.created_at) from exchange.outgoing o where o.tenant_id = ${ctx.tenant.id}
        and o.endpoint_id = e.id and o.status = 'waiting') as oldest,
      (select count(*)::int from exchange.transfer t where t.tenant_id = ${ctx.tenant.id}
        and t.endpoint_id = e.id and t.status = 'failed') as failed,
      (select count(*)::int from exchange.transfer t where t.tenant_id = ${ctx.tenant.id}
        and t.endpoint_id = e.id and (t.status = 'token' or t.status = 'sent' and not t.remote_closed)) as there
    from exchange.endpoint e
    where e.tenant_id = ${ctx.tenant.id} and e.id = any (${list.map((e) => e.id)}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export interface LogLine {
  id: Uuid
  kind: 'request' | 'update'
  status: 'waiting' | 'sent' | 'failed' | 'dropped'
  attempts: number
  error: string | null
  createdAt: Date
  doneAt: Date | null
}

/** What went out last, without whose or what: whoever looks after interfaces need not see the cases. Throws Forbidden, NotFound. */
export async function logOf(ctx: Ctx, id: string, limit = 30): Promise<LogLine[]> {
  const endpoint = await endpointById(ctx, id)
  const { rows } = await sql<LogLine>`
    select o.id, o.kind, o.status, o.attempts, o.error, o.created_at as "createdAt", o.done_at as "doneAt"
    from exchange.outgoing o where o.tenant_id = ${ctx.tenant.id} and o.endpoint_id = ${endpoint.id}
    order by o.id desc limit ${limit}`.execute(ctx.db)
  return rows
}

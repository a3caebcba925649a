import { addNote, visibleCase, writeToAuthority } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { deviceOf } from './composing.ts'
import { allEndpoints, type Endpoint } from './endpoint.ts'
import { mappingsOf } from './mapping.ts'
import { leadsBack } from './trail.ts'

/** Why a case is not sent although it was handed to that authority. */
export type Withheld = 'restricted' | 'private' | 'loop' | 'unmapped'

/** A case was handed to an authority with a server of its own: it waits to be sent there. Safe to run twice. */
export async function queueForwarded(ctx: Ctx, event: StoredEvent): Promise<void> {
  const endpoint = (await allEndpoints(ctx)).find((e) => e.authorityId === event.payload.authority)
  if (!endpoint) return
  const c = await visibleCase(ctx, event.stream, 'for update')
  const before = await transferRow(ctx, endpoint.id, c.id)
  if (before?.status === 'sent' || before?.status === 'token') {
    // They have it: it was opened again here, and is theirs again.
    if (event.payload.follow) await queueUpdate(ctx, endpoint, event, { message: null, state: 'REOPEN' })
    return
  }
  if (before?.status === 'waiting') return
  const why = await whyNot(ctx, endpoint, c)
  await putTransfer(ctx, endpoint.id, c.id, why ? 'withheld' : 'waiting', why)
  if (why) {
    await addNote(
      ctx,
      c.id,
      ctx.t(`exchange.note.withheld_${why}`, { endpoint: endpoint.name, number: c.number }),
    )
    // They hear of it the other way; only what came from them they know already, and what is restricted goes nowhere.
    if (why !== 'loop' && why !== 'restricted')
      await writeToAuthority(ctx, c, endpoint.authorityId!, `${event.id}:authority`)
    return
  }
  await insert(ctx, endpoint.id, c.id, { kind: 'request', event: event.id, message: null, state: null })
}

async function whyNot(
  ctx: Ctx,
  endpoint: Endpoint,
  c: { id: Uuid; type: string; public: boolean; restricted: boolean },
): Promise<Withheld | null> {
  if (c.restricted) return 'restricted'
  if (await cameFrom(ctx, endpoint, c.id)) return 'loop'
  if (!c.public && !endpoint.sendPrivate) return 'private'
  if (!(await serviceFor(ctx, endpoint, c.type))) return 'unmapped'
  return null
}

/** Which of their services a category is; null when nobody has said. */
export async function serviceFor(ctx: Ctx, endpoint: Endpoint, category: string): Promise<string | null> {
  return (await mappingsOf(ctx, endpoint.id)).get(category)?.service ?? endpoint.defaultService
}

/** Did they send it to us themselves: with the key that is theirs, or over others, as its trail tells? */
async function cameFrom(ctx: Ctx, endpoint: Endpoint, caseId: Uuid): Promise<boolean> {
  if (leadsBack(await deviceOf(ctx, caseId), new URL(endpoint.url).hostname)) return true
  if (!endpoint.inboundKeyId) return false
  const opened = await ctx.db
    .selectFrom('platform.event')
    .select('actor_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', '=', caseId)
    .where('seq', '=', 1)
    .executeTakeFirst()
  return opened?.actor_id === endpoint.inboundKeyId
}

/**
 * What was said or done here later, to all who have the case. Not what the program did by itself (much of that came
 * from them), nor what they said with their own key.
 */
export async function queueSaid(ctx: Ctx, event: StoredEvent): Promise<void> {
  // That it goes to them needs not be said to them.
  if (event.actor_kind === 'system' || event.payload.passed_on) return
  const { rows } = await openTransfers(ctx, event.stream)
  if (rows.length === 0) return
  const all = await allEndpoints(ctx)
  const state = { 'case.reopened': 'REOPEN', 'case.replied': 'UNCHANGED' }[event.type] ?? null
  for (const { endpoint_id } of rows) {
    const endpoint = all.find((e) => e.id === endpoint_id)
    if (!endpoint?.sendWords || (event.actor_id && event.actor_id === endpoint.inboundKeyId)) continue
    // By handing it to them it was closed here: that is why they have it.
    if (event.type === 'case.closed' && event.payload.authority === endpoint.authorityId) continue
    const message = event.type === 'case.reopened' ? null : (event.payload.message ?? null)
    await queueUpdate(ctx, endpoint, event, { message, state })
  }
}

const openTransfers = async (ctx: Ctx, caseId: Uuid) => ({
  rows: await ctx.db
    .selectFrom('exchange.transfer')
    .select('endpoint_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['waiting', 'token', 'sent'])
    .execute(),
})

const queueUpdate = (
  ctx: Ctx,
  endpoint: Endpoint,
  event: StoredEvent,
  said: { message: Uuid | null; state: string | null },
): Promise<void> => insert(ctx, endpoint.id, event.stream, { kind: 'update', event: event.id, ...said })

async function insert(
  ctx: Ctx,
  endpoint: Uuid,
  caseId: Uuid,
  what: { kind: 'request' | 'update'; event: Uuid | null; message: Uuid | null; state: string | null },
): Promise<void> {
  await ctx.db
    .insertInto('exchange.outgoing')
    .values({
      tenant_id: ctx.tenant.id,
      id: newId(),
      endpoint_id: endpoint,
      case_id: caseId,
      kind: what.kind,
      event_id: what.event,
      message_id: what.message,
      state: what.state,
      status: 'waiting',
      created_at: ctx.now,
    })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'endpoint_id', 'event_id']).where('event_id', 'is not', null).doNothing(),
    )
    .execute()
}

/** Once more, after it had failed or been withheld and somebody has seen to it. */
export async function queueAgain(ctx: Ctx, endpoint: Uuid, caseId: Uuid): Promise<void> {
  await putTransfer(ctx, endpoint, caseId, 'waiting', null)
  await insert(ctx, endpoint, caseId, { kind: 'request', event: null, message: null, state: null })
}

export const transferRow = (ctx: Ctx, endpoint: Uuid, caseId: Uuid) =>
  ctx.db
    .selectFrom('exchange.transfer')
    .select(['status', 'remote_id', 'token', 'reason', 'remote_closed'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint)
    .where('case_id', '=', caseId)
    .executeTakeFirst()

async function putTransfer(
  ctx: Ctx,
  endpoint: Uuid,
  caseId: Uuid,
  status: 'waiting' | 'withheld',
  reason: string | null,
): Promise<void> {
  await ctx.db
    .insertInto('exchange.transfer')
    .values({
      tenant_id: ctx.tenant.id,
      endpoint_id: endpoint,
      case_id: caseId,
      status,
      reason,
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'endpoint_id', 'case_id']).doUpdateSet({ status, reason }))
    .execute()
}

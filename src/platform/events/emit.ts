import { actorId } from '#platform/context/actor.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { newId } from '#platform/ids.ts'
import { chainHash } from './chain.ts'

export interface PendingEvent {
  type: string
  payload: EventPayload
  first: boolean
}

/** The stream an event belongs to: the payload's value under the first word of the type. */
export function streamOf(type: string, payload: EventPayload): string {
  const stream = payload[type.slice(0, type.indexOf('.'))]
  if (typeof stream !== 'string') throw new Error(`the payload of ${type} does not name its stream`)
  return stream
}

/** Chains the transaction's events to their streams and writes them with their outbox rows, two statements in all. */
export async function writeEvents(ctx: Ctx, events: readonly PendingEvent[]): Promise<void> {
  const heads = await headsOf(ctx, events)
  const rows = events.map(({ type, payload }) => {
    const stream = streamOf(type, payload)
    const head = heads.get(stream) ?? { seq: 0, hash: null }
    const event = {
      tenant_id: ctx.tenant.id,
      id: newId(),
      stream,
      seq: head.seq + 1,
      type,
      payload,
      actor_kind: ctx.actor.kind,
      actor_id: actorId(ctx.actor),
      actor_for: ctx.actingFor,
      at: ctx.now,
    }
    const hash = chainHash(event, head.hash)
    heads.set(stream, { seq: event.seq, hash })
    return { ...event, prev: head.hash, hash }
  })
  const values: unknown[] = []
  const tuple = (...parts: unknown[]) => `(${parts.map((p) => `$${values.push(p)}`).join(', ')})`
  ctx.send(
    `insert into platform.event
       (tenant_id, id, stream, seq, type, payload, actor_kind, actor_id, actor_for, at, prev, hash)
     values ${rows
       .map((r) =>
         tuple(
           r.tenant_id,
           r.id,
           r.stream,
           r.seq,
           r.type,
           JSON.stringify(r.payload),
           r.actor_kind,
           r.actor_id,
           r.actor_for,
           r.at,
           r.prev,
           r.hash,
         ),
       )
       .join(', ')}`,
    values.splice(0),
  )
  const outbox = rows.map((r) => tuple(r.tenant_id, r.id, r.type, r.at)).join(', ')
  ctx.send(`insert into platform.outbox (tenant_id, event_id, type, at) values ${outbox}`, values)
}

type Head = { seq: number; hash: Buffer | null }

async function headsOf(ctx: Ctx, events: readonly PendingEvent[]): Promise<Map<string, Head>> {
  const begun = new Set(events.filter((e) => e.first).map((e) => streamOf(e.type, e.payload)))
  const streams = [...new Set(events.map((e) => streamOf(e.type, e.payload)))].filter((s) => !begun.has(s))
  if (streams.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('platform.event')
    .select(['stream', 'seq', 'hash'])
    .distinctOn('stream')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', 'in', streams)
    .orderBy('stream')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.map((r) => [r.stream, { seq: r.seq, hash: r.hash }]))
}

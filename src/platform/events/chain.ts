import { hash } from 'node:crypto'
import { canonical } from '#platform/canonical.ts'

/** The parts of an event that its hash covers, beside the hash of the event before it in the stream. */
export interface ChainedEvent {
  tenant_id: string
  id: string
  stream: string
  seq: number
  type: string
  payload: Record<string, unknown>
  actor_kind: string
  actor_id: string | null
  /** For whom, when a deputy acted. */
  actor_for: string | null
  at: Date
}

/** SHA-256 over the previous hash and the event in a form that does not depend on the order of keys. */
export function chainHash(event: ChainedEvent, prev: Buffer | null): Buffer {
  const { tenant_id, id, stream, seq, type, payload, actor_kind, actor_id, actor_for, at } = event
  const words = JSON.stringify([
    tenant_id,
    id,
    stream,
    seq,
    type,
    canonical(payload),
    actor_kind,
    actor_id,
    at.toISOString(),
    // Events from before there were deputies have no such part.
    ...(actor_for ? [actor_for] : []),
  ])
  return hash('sha256', prev ? Buffer.concat([prev, Buffer.from(words)]) : words, 'buffer')
}

/** The position of the first event that does not follow from the ones before it, or -1. */
export function firstBroken(
  events: readonly (ChainedEvent & { prev: Buffer | null; hash: Buffer })[],
): number {
  let prev: Buffer | null = null
  for (const [i, event] of events.entries()) {
    const linked = prev === null ? event.prev === null : event.prev?.equals(prev)
    if (event.seq !== i + 1 || !linked || !event.hash.equals(chainHash(event, prev))) return i
    prev = event.hash
  }
  return -1
}

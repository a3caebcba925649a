import { actorId } from '#platform/context/actor.ts'
import type { Ctx, EventPayload, Json } from '#platform/context/context.ts'
import { streamOf } from '#platform/events/emit.ts'
import { newId } from '#platform/ids.ts'
import { randomToken } from '#platform/secret.ts'
import { digestOf } from './digest.ts'

export interface Change {
  /** The event's type: 'unit.changed', 'tenant.setting_changed', 'api_key.created' … */
  type: string
  /** The event's payload: its stream, ids and codes. */
  payload: EventPayload
  /** What it was; null for something new. */
  before: Json
  /** What it became; null for something that is gone. */
  after: Json
}

/**
 * An administrator's change as an event, with before and after: these stand in a row that can be erased, the event
 * holds the row's id and a salted digest of it, so that nobody can rewrite the row unseen.
 */
export function recordChange(ctx: Ctx, { type, payload, before, after }: Change): void {
  const id = newId()
  const salt = randomToken()
  ctx.send(
    `insert into audit.change (tenant_id, id, stream, type, salt, before, after, actor_kind, actor_id, actor_for, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.tenant.id,
      id,
      streamOf(type, payload),
      type,
      salt,
      before === null ? null : JSON.stringify(before),
      after === null ? null : JSON.stringify(after),
      ctx.actor.kind,
      actorId(ctx.actor),
      ctx.actingFor,
      ctx.now,
    ],
  )
  ctx.emit(type, { ...payload, change: id, digest: digestOf(salt, { before, after }) })
}

import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'

/**
 * Writes down that somebody read what not everybody may read: `what` is a code ('file.original', 'mail'),
 * `subject` the id of the thing. It costs no round trip: the statement travels with the commit, and
 * whoever gets the thing to see has therefore been recorded.
 */
export function recordReading(ctx: Ctx, what: string, subject: Uuid): void {
  ctx.send(
    `insert into audit.reading (tenant_id, id, actor_kind, actor_id, actor_for, what, subject_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [ctx.tenant.id, newId(), ctx.actor.kind, actorId(ctx.actor), ctx.actingFor, what, subject, ctx.now],
  )
}

export interface Reading {
  what: string
  actorKind: string
  actorId: Uuid | null
  at: Date
}

/** Who has read a thing, newest first. */
export async function readingsOf(ctx: Ctx, subject: Uuid, limit = 200): Promise<Reading[]> {
  return await ctx.db
    .selectFrom('audit.reading')
    .select(['what', 'actor_kind as actorKind', 'actor_id as actorId', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('subject_id', '=', subject)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}

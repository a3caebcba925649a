import { actorId, type Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'

/** By which role somebody reads: the grant that allows it, where the caller knows; else the first that they hold. */
export const readingAs = (ctx: Ctx, by: Grant | null = null) => {
  const grant = by ?? (ctx.actor.kind === 'staff' ? (ctx.actor.grants.find((g) => !g.for) ?? null) : null)
  return { role: grant?.role ?? null, unit: grant?.unit ?? null, for: by?.for ?? ctx.actingFor }
}

/**
 * Writes down that somebody read what not everybody may read: `what` is a code ('case', 'person', 'file.original',
 * 'mail'), `subjects` the ids of the things and of the people in them. It costs no round trip: the one statement
 * travels with the commit, and whoever gets the thing to see has therefore been recorded.
 */
export function recordReadings(
  ctx: Ctx,
  what: string,
  subjects: readonly Uuid[],
  by: Grant | null = null,
): void {
  if (subjects.length === 0) return
  const as = readingAs(ctx, by)
  ctx.send(
    `insert into audit.reading (tenant_id, id, actor_kind, actor_id, actor_for, role, unit_id, what, subject_id, at)
     select $1::uuid, r.id, $2, $3::uuid, $4::uuid, $5, $6::uuid, $7, r.subject, $8::timestamptz
     from unnest($9::uuid[], $10::uuid[]) as r (id, subject)`,
    [
      ctx.tenant.id,
      ctx.actor.kind,
      actorId(ctx.actor),
      as.for,
      as.role,
      as.unit,
      what,
      ctx.now,
      subjects.map(() => newId()),
      [...subjects],
    ],
  )
}

/** The same of one thing. */
export const recordReading = (ctx: Ctx, what: string, subject: Uuid): void =>
  recordReadings(ctx, what, [subject])

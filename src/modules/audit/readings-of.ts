import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface Reading {
  /** 'case', 'case.list', 'case.preview', 'person', 'file', 'file.original' … */
  what: string
  subject: Uuid
  at: Date
  actorKind: string
  /** Who it was: for those who look after data protection (`privacy.read`), nobody else. */
  actorId: Uuid | null
  /** The one for whom a deputy read; like `actorId`. */
  actorFor: Uuid | null
  /** The role by which, as a code, and the unit at which it is held. */
  role: string | null
  unit: Uuid | null
}

export interface ReadingFilter {
  subjects?: readonly Uuid[] | undefined
  /** Only what this person read; for `privacy.read` alone. */
  by?: Uuid | undefined
  /** The last one of the page before. */
  after?: { at: string; id: Uuid } | undefined
}

interface Row {
  id: Uuid
  what: string
  subject_id: Uuid
  at: Date
  actor_kind: string
  actor_id: Uuid | null
  actor_for: Uuid | null
  role: string | null
  unit_id: Uuid | null
}

/**
 * Who has read these things (cases, people, files), newest first. Lists count once in an hour. Somebody whose data
 * they are learns when, what, and which office in which role, not the clerk's name (docs/adr/0020); the caller has
 * made sure that the subjects are theirs.
 */
export const readingsOf = async (ctx: Ctx, subjects: readonly Uuid[], limit = 200): Promise<Reading[]> =>
  subjects.length === 0 ? [] : (await readings(ctx, { subjects }, limit)).readings

/** The same by page, and also by who read: for the officer. */
export async function readings(
  ctx: Ctx,
  { subjects, by, after }: ReadingFilter,
  size = 50,
): Promise<{ readings: Reading[]; next: { at: string; id: Uuid } | null }> {
  const named = may(ctx.actor, 'privacy.read')
  const tenant = ctx.tenant.id
  const which = sql.join(
    [
      subjects ? sql`r.subject_id = any (${[...subjects]}::uuid[])` : sql`true`,
      by ? (named ? sql`r.actor_id = ${by}` : sql`false`) : sql`true`,
      after ? sql`(r.at, r.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`,
    ],
    sql` and `,
  )
  // What the worker has not unfolded yet is little; the whole of it is looked through.
  const { rows } = await sql<Row>`
    select * from (
      (select r.id, r.what, r.subject_id, r.at, r.actor_kind, r.actor_id, r.actor_for, r.role, r.unit_id
       from audit.reading r where r.tenant_id = ${tenant} and ${which} order by r.at desc, r.id desc limit ${size + 1})
      union all
      (select r.id, r.what, r.subject_id, r.at, r.actor_kind, r.actor_id, r.actor_for, r.role, r.unit_id
       from (select l.*, s.subject_id from audit.listing l cross join unnest(l.subjects) as s (subject_id)
             where l.tenant_id = ${tenant}) r
       where ${which} order by r.at desc, r.id desc limit ${size + 1})
    ) r order by r.at desc, r.id desc limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    readings: rows.slice(0, size).map((r) => ({
      what: r.what,
      subject: r.subject_id,
      at: r.at,
      actorKind: r.actor_kind,
      actorId: named ? r.actor_id : null,
      actorFor: named ? r.actor_for : null,
      role: r.role,
      unit: r.unit_id,
    })),
    next: rows.length > size && last ? { at: last.at.toISOString(), id: last.id } : null,
  }
}

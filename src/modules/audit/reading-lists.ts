import { type Selectable, sql } from 'kysely'
import { actorId, type Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { AuditListing } from '../../../db/types.ts'
import { readingAs } from './reading.ts'

/** What somebody was shown of a list, by one of their roles. */
export interface Shown {
  subjects: readonly Uuid[]
  by: Grant | null
}

/**
 * Writes down that a list was shown: one statement, with a row for each role by which some of it was seen, however
 * long the list; it travels with the commit. Nobody waits for the disk (`set_config`): should the machine lose power,
 * the lists of the last half second are not on record.
 */
export function recordList(ctx: Ctx, what: string, shown: readonly Shown[]): void {
  if (shown.length === 0) return
  const values: unknown[] = [ctx.tenant.id, ctx.actor.kind, actorId(ctx.actor), what, ctx.now]
  const place = (value: unknown): string => `$${values.push(value)}`
  const rows = shown.map(({ subjects, by }) => {
    const as = readingAs(ctx, by)
    return `(${place(newId())}::uuid, ${place(as.for)}::uuid, ${place(as.role)}, ${place(as.unit)}::uuid, ${place(`{${subjects.join()}}`)}::uuid[])`
  })
  ctx.send(
    `insert into audit.listing (tenant_id, id, actor_kind, actor_id, actor_for, role, unit_id, what, subjects, at)
     select $1::uuid, r.id, $2, $3::uuid, r.actor_for, r.role, r.unit_id, $4, r.subjects, $5::timestamptz
     from (values ${rows.join(', ')}) as r (id, actor_for, role, unit_id, subjects)
     where set_config('synchronous_commit', 'off', true) = 'off'`,
    values,
  )
}

const BATCH = 500

type Listing = Selectable<AuditListing>

/**
 * Makes readings of the lists that were shown, a row for each subject: the first time in an hour that somebody saw it
 * in a list, since lists are looked at all day long. Answers how many lists it took.
 */
export async function unfoldLists(ctx: Ctx): Promise<number> {
  const { rows: taken } = await sql<Listing>`
    delete from audit.listing where tenant_id = ${ctx.tenant.id} and id in (
      select l.id from audit.listing l where l.tenant_id = ${ctx.tenant.id} order by l.id limit ${BATCH})
    returning *`.execute(ctx.db)
  if (taken.length === 0) return 0
  const seen = new Map<string, { list: Listing; subject: Uuid }>()
  for (const list of taken)
    for (const subject of list.subjects) {
      const key = [list.actor_id, list.actor_for, list.what, subject, hourOf(list.at).getTime()].join()
      if (!seen.has(key)) seen.set(key, { list, subject })
    }
  const rows = [...seen.values()]
  const column = <V>(value: (row: (typeof rows)[number]) => V) => rows.map(value)
  await sql`
    insert into audit.reading (tenant_id, id, actor_kind, actor_id, actor_for, role, unit_id, what, subject_id, at)
    select ${ctx.tenant.id}, r.id, r.actor_kind, r.actor_id, r.actor_for, r.role, r.unit_id, r.what, r.subject, r.at
    from unnest(
      ${column(() => newId())}::uuid[], ${column((r) => r.list.actor_kind)}::text[],
      ${column((r) => r.list.actor_id)}::uuid[], ${column((r) => r.list.actor_for)}::uuid[],
      ${column((r) => r.list.role)}::text[], ${column((r) => r.list.unit_id)}::uuid[],
      ${column((r) => r.list.what)}::text[], ${column((r) => r.subject)}::uuid[],
      ${column((r) => r.list.at)}::timestamptz[], ${column((r) => hourOf(r.list.at))}::timestamptz[]
    ) as r (id, actor_kind, actor_id, actor_for, role, unit_id, what, subject, at, hour)
    where not exists (
      select 1 from audit.reading o
      where o.tenant_id = ${ctx.tenant.id} and o.subject_id = r.subject and o.at >= r.hour and o.at < r.hour + interval '1 hour'
        and o.what = r.what and o.actor_id is not distinct from r.actor_id and o.actor_for is not distinct from r.actor_for)`.execute(
    ctx.db,
  )
  return taken.length
}

const HOUR = 3_600_000
const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / HOUR) * HOUR)

import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx, EventPayload, Json } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { digestOf } from './digest.ts'

export interface KeptChange {
  id: Uuid
  type: string
  before: Json
  after: Json
  actorKind: string
  actorId: Uuid | null
  actorFor: Uuid | null
  at: Date
  /** Ids and codes of what was changed, as the event has them. */
  payload: EventPayload
  /** Does the row still say what its event swore to? False when somebody rewrote it; null once it was erased. */
  genuine: boolean | null
}

interface Row {
  id: Uuid
  type: string
  salt: string
  before: Json
  after: Json
  actor_kind: string
  actor_id: Uuid | null
  actor_for: Uuid | null
  at: Date
  payload: EventPayload | null
}

/** What administrators changed, newest first, each checked against its event. Throws Forbidden. */
export async function changes(
  ctx: Ctx,
  { family, by, after }: { family?: string; by?: Uuid; after?: { at: string; id: Uuid } } = {},
  size = 50,
): Promise<{ changes: KeptChange[]; next: { at: string; id: Uuid } | null }> {
  if (!may(ctx.actor, 'audit.read')) throw new Forbidden()
  const { rows } = await sql<Row>`
    select c.id, c.type, c.salt, c.before, c.after, c.actor_kind, c.actor_id, c.actor_for, c.at, e.payload
    from audit.change c
    left join lateral (
      select e.payload from platform.event e
      where e.tenant_id = c.tenant_id and e.tenant_id = ${ctx.tenant.id} and e.stream = c.stream and e.type = c.type
        and e.payload ->> 'change' = c.id::text limit 1) e on true
    where c.tenant_id = ${ctx.tenant.id}
      and ${family ? sql`c.type like ${`${family}.%`}` : sql`true`}
      and ${by ? sql`c.actor_id = ${by}` : sql`true`}
      and ${after ? sql`(c.at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by c.at desc, c.id desc limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    changes: rows.slice(0, size).map(({ salt, payload, actor_kind, actor_id, actor_for, ...row }) => ({
      ...row,
      actorKind: actor_kind,
      actorId: actor_id,
      actorFor: actor_for,
      payload: payload ?? {},
      genuine:
        row.before === null && row.after === null
          ? null
          : payload?.digest === digestOf(salt, { before: row.before, after: row.after }),
    })),
    next: rows.length > size && last ? { at: last.at.toISOString(), id: last.id } : null,
  }
}

/** The first words of the types that there are changes of: 'unit', 'account', 'tenant' … Throws Forbidden. */
export async function changeFamilies(ctx: Ctx): Promise<string[]> {
  if (!may(ctx.actor, 'audit.read')) throw new Forbidden()
  const { rows } = await sql<{ family: string }>`
    select distinct split_part(type, '.', 1) as family from audit.change where tenant_id = ${ctx.tenant.id}`.execute(
    ctx.db,
  )
  return rows.map((r) => r.family).sort()
}

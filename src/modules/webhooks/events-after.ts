import { sql } from 'kysely'
import { openEvents, publicEventTypes, visibleCases } from '#modules/cases/index.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { matches } from './event-types.ts'

/** An event as other programs get it: ids and codes, never words. */
export interface HeardEvent {
  /** Its number in the town's feed. */
  n: number
  id: Uuid
  type: string
  at: string
  /** Who did it, as a kind: 'staff', 'anonymous', 'system' … */
  by: string
  /** The number of the case that it is about. */
  case: string | null
  data: EventPayload
}

/** How many events are looked at for one answer, so that a narrow filter costs no more than a wide one. */
const WINDOW = 1000

/** What the public may know of an event, beside that it happened. */
const publicFields = ['outcome', 'type', 'type_before', 'for', 'unit', 'from', 'authority'] as const

interface Row {
  n: number
  id: Uuid
  type: string
  at: Date
  by: string
  number: string | null
  payload: EventPayload
  inside: boolean
}

/**
 * The events after number `after` that the actor may know of, in order, and the number up to which was looked. Cases
 * that the actor may not see have no events; who sees only what is public hears only what the public page tells.
 */
export async function eventsAfter(
  ctx: Ctx,
  {
    after,
    types = ['*'],
    limit = 200,
    window = WINDOW,
  }: { after: number; types?: readonly string[]; limit?: number; window?: number },
): Promise<{ events: HeardEvent[]; upTo: number }> {
  const tenant = ctx.tenant.id
  const { rows: heads } = await sql<{ n: number }>`
    select least(h.n, ${after}::bigint + ${window}) as n from platform.feed_head h where h.tenant_id = ${tenant}`.execute(
    ctx.db,
  )
  const end = Math.max(heads[0]?.n ?? 0, after)
  if (end === after) return { events: [], upTo: after }
  const { rows } = await sql<Row>`
    select f.n, e.id, e.type, e.at, e.actor_kind as by, e.payload, c.number, ${seesInside(ctx)} as inside
    from platform.feed f
    join platform.event e on e.tenant_id = f.tenant_id and e.id = f.event_id
    left join cases.case c on c.tenant_id = e.tenant_id and c.id = e.stream
    where f.tenant_id = ${tenant} and e.tenant_id = ${tenant} and f.n > ${after} and f.n <= ${end}
      and (e.type = 'tenant.sealed' or (e.type like 'case.%' and c.id is not null and ${visibleCases(ctx)}
        and ${openEvents(ctx)}))
    order by f.n`.execute(ctx.db)
  const heard = rows.filter(
    (r) => matches(types, r.type) && (r.inside || r.number === null || publicEventTypes.has(r.type)),
  )
  const page = heard.slice(0, limit)
  return { events: page.map(toHeard), upTo: heard.length > limit ? page.at(-1)!.n : end }
}

/** A program with the scope cases.read hears what the town hall does, not only what the public is told. */
const seesInside = ({ actor }: Ctx) =>
  actor.kind === 'system' || (actor.kind === 'machine' && actor.scopes.includes('cases.read'))
    ? sql<boolean>`true`
    : sql<boolean>`false`

const toHeard = ({ n, id, type, at, by, number, payload, inside }: Row): HeardEvent => ({
  n,
  id,
  type,
  at: at.toISOString(),
  by,
  case: number,
  data:
    inside || number === null
      ? payload
      : Object.fromEntries(publicFields.flatMap((key) => (key in payload ? [[key, payload[key]!]] : []))),
})

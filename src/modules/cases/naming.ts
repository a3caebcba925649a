import { type RawBuilder, sql } from 'kysely'
import type { Actor, Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Whom a case, or a part of one, is limited to: people by name, and a unit with its teams. */
export interface Named {
  accounts: readonly Uuid[]
  unit: Uuid | null
}

/**
 * The units whose restricted cases these roles open: those that somebody works for. A role that only looks on (it
 * writes no notes), one for some types of case, and one held as a deputy are not meant when a unit is named
 * (docs/adr/0019).
 */
export const unitsWorkedFor = (grants: readonly Grant[]): Uuid[] => [
  ...new Set(
    grants
      .filter(
        (g) => !g.for && !g.types && ['cases.read', 'cases.note'].every((p) => g.permissions.includes(p)),
      )
      .map((g) => g.unit),
  ),
]

/** Ids of the restricted cases and parts that are open to a member of staff now, as a subquery. */
export const openTo = (ctx: Ctx, actor: Actor & { kind: 'staff' }): RawBuilder<Uuid> => sql<Uuid>`(
  select a.part_id from cases.access a where a.tenant_id = ${ctx.tenant.id}
    and (a.account_id = ${actor.id} or a.unit_id = any (${unitsWorkedFor(actor.grants)}::uuid[]))
    and (a.until is null or a.until > ${ctx.now}))`

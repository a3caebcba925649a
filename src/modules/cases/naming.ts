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

/**
 * Is a restricted case or part open to this member of staff now? Asked of each restricted row that a list meets, by an
 * index. With "offset 0" the planner does not gather all that somebody is named for beforehand, which costs more, the
 * more cases they work on.
 */
export const isOpenTo = (
  ctx: Ctx,
  actor: Actor & { kind: 'staff' },
  { caseId, part }: { caseId: RawBuilder<unknown>; part: RawBuilder<unknown> },
): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from cases.access a
  where a.tenant_id = ${ctx.tenant.id} and a.case_id = ${caseId} and a.part_id = ${part}
    and (a.account_id = ${actor.id} or a.unit_id = any (${unitsWorkedFor(actor.grants)}::uuid[]))
    and (a.until is null or a.until > ${ctx.now}) offset 0)`

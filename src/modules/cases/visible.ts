import { type RawBuilder, sql } from 'kysely'
import { type Actor, type Grant, grantFor, selves } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { type Case, type CaseAction, caseCan, permissionFor } from './case.ts'
import { isOpenTo } from './naming.ts'
import { caseColumns, toCase } from './row.ts'

/**
 * What the actor may see, as a condition on `cases.case` under the alias `c`. Lists, counts, search, streams and
 * exports all carry it; nothing is filtered afterwards. A list that goes unit by unit knows of some that the actor sees
 * them whole (`unitsSeenEntirely`), which it says by `entirely`: then the roles need not be asked of each row.
 */
export function visibleCases(
  ctx: Ctx,
  { entirely }: { entirely?: RawBuilder<boolean> } = {},
): RawBuilder<boolean> {
  const { actor } = ctx
  switch (actor.kind) {
    case 'system':
      return sql<boolean>`true`
    case 'staff':
      // No role opens what is restricted: only being named does (docs/adr/0019).
      return sql<boolean>`((not c.restricted and ${entirely ? sql`(${entirely} or ${staffSees(actor)})` : staffSees(actor)}) or (c.restricted and ${isOpenTo(ctx, actor, { caseId: sql`c.id`, part: sql`c.id` })}))`
    case 'citizen':
    case 'holder':
      return sql<boolean>`(c.public or ${partyTo(ctx)})`
    case 'machine':
      return actor.scopes.includes('cases.read') ? sql<boolean>`not c.restricted` : sql<boolean>`c.public`
    case 'anonymous':
      return sql<boolean>`c.public`
  }
}

/**
 * Is the actor part of the case themselves: by its tracking link, or by one of their account's parties? Following it
 * makes nobody part of it.
 */
export function partyTo({ tenant, actor }: Ctx): RawBuilder<boolean> {
  if (actor.kind === 'holder') return sql<boolean>`c.id = ${actor.case}`
  if (actor.kind !== 'citizen') return sql<boolean>`false`
  return sql<boolean>`c.id in (select cp.case_id from cases.party cp
    where cp.tenant_id = ${tenant.id} and cp.party_id = any (${[...actor.parties]}::uuid[]) and cp.role <> 'follower')`
}

/** The units whose cases the actor sees by a role for all types of case, but for restricted ones. */
export const unitsSeenEntirely = (actor: Actor): Uuid[] =>
  actor.kind !== 'staff'
    ? []
    : [
        ...new Set(
          actor.grants
            .filter((g) => !g.types && g.permissions.includes('cases.read'))
            .flatMap((g) => g.units),
        ),
      ]

/** Whole units, units for some types of case, and what is assigned to them or to those whose deputy they are. */
function staffSees(actor: Actor & { kind: 'staff' }): RawBuilder<boolean> {
  const grants = actor.grants.filter((g) => g.permissions.includes('cases.read'))
  const whole = unitsSeenEntirely(actor)
  // What a role for some types allows where another one is for all need not be asked of each row.
  const some = grants.filter((g) => g.types && g.units.some((unit) => !whole.includes(unit)))
  return sql<boolean>`(${sql.join(
    [
      sql`c.unit_id = any (${whole}::uuid[])`,
      sql`c.assignee_id = any (${selves(actor)}::uuid[])`,
      ...some.map(
        (g) => sql`(c.unit_id = any (${[...g.units]}::uuid[]) and c.type = any (${[...g.types!]}::text[]))`,
      ),
    ],
    sql` or `,
  )})`
}

const machineActions: Readonly<Record<string, ReadonlySet<CaseAction>>> = {
  'cases.write': new Set<CaseAction>(['note', 'reply', 'close']),
  'open311.status': new Set<CaseAction>(['note', 'reply', 'close', 'start', 'reopen']),
}

/** Is this how a case's number looks? A part's goes on: `2026-4711-2`. */
export const isCaseNumber = (text: string): boolean => /^\d{4}-\d{1,15}(-\d{1,3})?$/.test(text)

/** One case by id or number. Throws NotFound if there is none or the actor may not see it. */
export async function visibleCase(ctx: Ctx, idOrNumber: string, lock?: 'for update'): Promise<Case> {
  if (!isUuid(idOrNumber) && !isCaseNumber(idOrNumber)) throw new NotFound()
  let query = ctx.db
    .selectFrom('cases.case as c')
    .select(caseColumns)
    .where('c.tenant_id', '=', ctx.tenant.id)
    .where(isUuid(idOrNumber) ? 'c.id' : 'c.number', '=', idOrNumber)
    .where(visibleCases(ctx))
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  return toCase(row)
}

/** May the actor do this to this case now? The same answer for the button, the API and the verb itself. */
export function mayDo(ctx: Ctx, action: CaseAction, c: Case): boolean {
  return caseCan(action, c) && permitted(ctx, action, c) !== null
}

/**
 * By what the actor may do it. Assignees may do to their case what they may do anywhere: a case can be lent across
 * units; their deputies may do it for them. A key with the scope cases.write may speak and close (the program of a
 * contractor), one with open311.status also begin and open again, and nothing that is about the town's own people.
 */
function permitted(ctx: Ctx, action: CaseAction, c: Case): Grant | 'other' | null {
  const { actor } = ctx
  if (actor.kind === 'system') return 'other'
  if (actor.kind === 'machine')
    return actor.scopes.some((scope) => machineActions[scope]?.has(action)) ? 'other' : null
  return grantOn(actor, permissionFor[action], c)
}

/**
 * What is assigned to somebody, their deputy does for them, whatever they might do there by their own right: it is to
 * be seen in the history on whose behalf. For all else one's own right comes first. Null: nothing allows it.
 */
export function grantOn(actor: Actor, permission: string, c: Case): Grant | null {
  if (actor.kind !== 'staff') return null
  const reaches = (g: Grant) =>
    !g.part || (g.units.includes(c.unitId ?? '') && (!g.types || g.types.includes(c.type)))
  const assigned = actor.grants.filter(
    (g) => c.assigneeId === (g.for ?? actor.id) && g.permissions.includes(permission) && reaches(g),
  )
  if (assigned[0]?.for) return assigned[0]
  const here = grantFor(actor, permission, { unit: c.unitId, type: c.type })
  return here && !here.for ? here : (assigned[0] ?? here)
}

/** For whom the actor looks after this case as a deputy; null when it is theirs to see anyway. */
export const deputisesOn = (actor: Actor, c: Case): Uuid | null =>
  grantOn(actor, 'cases.read', c)?.for ?? null

/**
 * The case, locked, for doing something to it. Throws NotFound (not visible), Forbidden (no permission), Conflict
 * (wrong status, or changed since `version` was read).
 */
export async function caseFor(ctx: Ctx, action: CaseAction, id: Uuid, version?: number): Promise<Case> {
  const c = await visibleCase(ctx, id, 'for update')
  const by = permitted(ctx, action, c)
  if (!by) throw new Forbidden()
  if (!caseCan(action, c)) throw new Conflict('case.state', { action, status: c.status })
  if (version !== undefined && version !== c.version) throw new Conflict('case.version', { number: c.number })
  if (by !== 'other') ctx.actBy(by)
  return c
}

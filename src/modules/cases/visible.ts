import { type RawBuilder, sql } from 'kysely'
import { may, unitsWhere } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { type Case, type CaseAction, caseCan, permissionFor } from './case.ts'
import { caseColumns, toCase } from './row.ts'

/**
 * What the actor may see, as a condition on `cases.case` under the alias `c`. Lists, counts, search, streams and
 * exports all carry it; nothing is filtered afterwards.
 */
export function visibleCases(ctx: Ctx): RawBuilder<boolean> {
  const { actor } = ctx
  switch (actor.kind) {
    case 'system':
      return sql<boolean>`true`
    case 'staff': {
      const units = unitsWhere(actor, 'cases.read')
      return sql<boolean>`(c.unit_id = any (${units}::uuid[]) or c.assignee_id = ${actor.id})`
    }
    case 'holder':
      return sql<boolean>`(c.public or c.id = ${actor.case})`
    case 'machine':
      return actor.scopes.includes('cases.read') ? sql<boolean>`true` : sql<boolean>`c.public`
    case 'anonymous':
      return sql<boolean>`c.public`
  }
}

const machineActions: ReadonlySet<CaseAction> = new Set(['note', 'reply', 'close'])

const numberForm = /^\d{4}-\d{1,15}$/

/** One case by id or number. Throws NotFound if there is none or the actor may not see it. */
export async function visibleCase(ctx: Ctx, idOrNumber: string, lock?: 'for update'): Promise<Case> {
  if (!isUuid(idOrNumber) && !numberForm.test(idOrNumber)) throw new NotFound()
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
  return caseCan(action, c) && permitted(ctx, action, c)
}

/**
 * Assignees may do to their case what they may do anywhere: a case can be lent across units. A key with the scope
 * cases.write may speak and close (the program of a contractor), and nothing that is about the town's own people.
 */
function permitted(ctx: Ctx, action: CaseAction, c: Case): boolean {
  if (ctx.actor.kind === 'machine')
    return ctx.actor.scopes.includes('cases.write') && machineActions.has(action)
  const permission = permissionFor[action]
  if (may(ctx.actor, permission, c.unitId)) return true
  return ctx.actor.kind === 'staff' && c.assigneeId === ctx.actor.id && may(ctx.actor, permission)
}

/**
 * The case, locked, for doing something to it. Throws NotFound (not visible), Forbidden (no permission), Conflict
 * (wrong status, or changed since `version` was read).
 */
export async function caseFor(ctx: Ctx, action: CaseAction, id: Uuid, version?: number): Promise<Case> {
  const c = await visibleCase(ctx, id, 'for update')
  if (!permitted(ctx, action, c)) throw new Forbidden()
  if (!caseCan(action, c)) throw new Conflict('case.state', { action, status: c.status })
  if (version !== undefined && version !== c.version) throw new Conflict('case.version', { number: c.number })
  return c
}

import { sql } from 'kysely'
import {
  type Approval,
  approvalById,
  askForSecond,
  openApprovalsOn,
  voidApprovals,
} from '#modules/organisation/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case, Outcome } from './case.ts'
import { changeCase } from './changing.ts'
import type { Closure } from './closing.ts'
import type { SeenParts } from './closing-parts.ts'

export const CLOSE_STEP = 'case.close'

/** What was asked for, as its row keeps it. */
export interface AskedClosure {
  outcome: Outcome
  note: string | null
  authority: Uuid | null
  /** Handed to that authority as well. */
  forward: boolean
  /** The open parts that were there when it was asked; a yes is one to these. */
  parts: SeenParts | null
}

const withoutAction: readonly Outcome[] = ['no_action', 'not_responsible']

/** Does ending this case this way take two people? What the program does by rule (forwarding) was decided before. */
export async function closingNeedsSecond(ctx: Ctx, c: Case, outcome: Outcome): Promise<boolean> {
  if (ctx.actor.kind === 'system' || !withoutAction.includes(outcome)) return false
  const { categories } = (await settings(ctx)).fourEyes
  return categories.includes(c.type) || (categories.length > 0 && (await movedOut(ctx, c, categories)))
}

/**
 * Must people say that this case ends without action? Then no rule that one person made and no partner of the town does
 * it: they say so on the case, and it stays open.
 */
export const endsByPeople = async (ctx: Ctx, c: Case): Promise<boolean> =>
  (await settings(ctx)).fourEyes.categories.includes(c.type)

/** Has the actor made it one of another category themselves? That is no way around the second person. */
async function movedOut(ctx: Ctx, c: Case, categories: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from platform.event e
    where e.tenant_id = ${ctx.tenant.id} and e.stream = ${c.id} and e.type = 'case.reclassified'
      and e.actor_id = ${actorId(ctx.actor)} and e.payload ->> 'type_before' = any (${[...categories]}::text[])
    limit 1`.execute(ctx.db)
  return rows.length > 0
}

/**
 * Asks a second person to agree that the case ends without anything being done; until then it stays as it is. The
 * caller has checked the closure. Throws Forbidden for machines, Conflict when it waits already.
 */
export async function askToClose(ctx: Ctx, c: Case, closure: Closure, forward = false): Promise<void> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden('approval.person')
  if ((await openApprovalsOn(ctx, c.id, CLOSE_STEP)).length > 0) throw new Conflict('approval.waits')
  const { outcome, note, authorityId, parts } = closure
  const approval = await askForSecond(ctx, {
    step: CLOSE_STEP,
    subject: c.id,
    // Nobody is written to about a case that only named people know of.
    payload: {
      outcome,
      note: note?.trim() || null,
      authority: authorityId ?? null,
      forward,
      parts: parts ? { mode: parts.mode, open: [...parts.open] } : null,
      ...(c.restricted && { quiet: true }),
    },
    permission: 'cases.close',
    unit: c.unitId,
    type: c.type,
  })
  await changeCase(ctx, c, {})
  ctx.emit('case.closing_asked', { case: c.id, outcome, approval })
}

/** The closing that waits for a second person, if one does. The caller has made sure that the case is visible. */
export const waitingClosure = async (
  ctx: Ctx,
  c: Case,
): Promise<(Approval & { payload: AskedClosure }) | null> =>
  c.status === 'closed'
    ? null
    : (((await openApprovalsOn(ctx, c.id, CLOSE_STEP))[0] as
        | (Approval & { payload: AskedClosure })
        | undefined) ?? null)

/** It was closed otherwise: what waited is void. */
export async function dropWaiting(ctx: Ctx, c: Case): Promise<void> {
  if ((await settings(ctx)).fourEyes.categories.length > 0) await voidApprovals(ctx, c.id, CLOSE_STEP)
}

/** Something came to the case that nobody was asked about: what waited is void, and the history says why. */
export async function voidWaiting(ctx: Ctx, c: Case): Promise<void> {
  for (const { id } of await openApprovalsOn(ctx, c.id, CLOSE_STEP))
    ctx.emit('case.closing_void', { case: c.id, approval: id })
  await voidApprovals(ctx, c.id, CLOSE_STEP)
}

export const askedClosure = async (
  ctx: Ctx,
  approval: Uuid,
): Promise<(Approval & { payload: AskedClosure }) | null> =>
  (await approvalById(ctx, approval)) as (Approval & { payload: AskedClosure }) | null

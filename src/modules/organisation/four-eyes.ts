import type { Ctx, Json } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type Approval, approvalById, openApprovalsOn } from './four-eyes-rows.ts'
import { decidingGrant } from './four-eyes-rules.ts'
import { organisation } from './organisation.ts'

/** After this long a question that nobody answered is void. */
const LASTS = 7 * 86_400_000

export interface Question {
  /** What is asked for, as a code: 'role.grant', 'case.close', 'hold.lift', 'party.erase'. */
  step: string
  /** The case, account, hold … that it is about. */
  subject: Uuid
  /** What the deed needs when it is allowed. */
  payload: { readonly [key: string]: Json }
  /** Who may answer: whoever holds this permission (at this unit, for this type of case) and is somebody else. */
  permission: string
  unit?: Uuid | null
  type?: string | null
}

/**
 * Asks for a second person instead of doing something. When one agrees, the event `approval.granted` says so, and the
 * module whose step it is does the deed (as the system; the event and `approvalOf` name both people). Throws Forbidden
 * for who is no person of the town, Conflict when the same waits already.
 */
export async function askForSecond(ctx: Ctx, q: Question): Promise<Uuid> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden('approval.person')
  const waiting = await openApprovalsOn(ctx, q.subject, q.step)
  const same = JSON.stringify(sorted(q.payload))
  if (waiting.some((a) => JSON.stringify(sorted(a.payload)) === same)) throw new Conflict('approval.waits')
  const id = newId()
  await ctx.db
    .insertInto('organisation.approval')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      step: q.step,
      subject_id: q.subject,
      payload: JSON.stringify(q.payload),
      permission: q.permission,
      unit_id: q.unit ?? null,
      type: q.type ?? null,
      asked_by: ctx.actor.id,
      asked_for: ctx.actingFor,
      asked_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + LASTS),
    })
    .execute()
  ctx.emit('approval.asked', { approval: id, step: q.step, subject: q.subject }, { first: true })
  return id
}

/**
 * Answers. A no needs its reason. Throws NotFound (not theirs to know), Forbidden (they asked themselves, or stand in
 * for who did), Conflict (answered, withdrawn or void already).
 */
export async function decideApproval(
  ctx: Ctx,
  id: Uuid,
  { yes, reason }: { yes: boolean; reason?: string },
): Promise<void> {
  const asked = await approvalById(ctx, id, 'for update')
  if (!asked) throw new NotFound()
  const by = decidingGrant(ctx.actor, asked, (await organisation(ctx)).holding)
  if (by === 'unknown') throw new NotFound()
  if (by === 'same person') throw new Forbidden('approval.same_person')
  if (by === 'deputy') throw new Forbidden('approval.deputy')
  if (asked.decision || asked.expiresAt <= ctx.now) throw new Conflict('approval.decided')
  const words = reason?.trim() || null
  if (!yes && !words) throw new Invalid('approval.reason_missing')
  ctx.actBy(by)
  await settle(ctx, id, { decision: yes ? 'granted' : 'refused', reason: words })
  const event = { approval: id, step: asked.step, subject: asked.subject, asked_by: asked.askedBy }
  ctx.emit(yes ? 'approval.granted' : 'approval.refused', event)
}

/** Whoever asked takes the question back. Throws NotFound, Conflict. */
export async function withdrawApproval(ctx: Ctx, id: Uuid): Promise<void> {
  const asked = await approvalById(ctx, id, 'for update')
  if (!asked || ctx.actor.kind !== 'staff' || asked.askedBy !== ctx.actor.id) throw new NotFound()
  if (asked.decision) throw new Conflict('approval.decided')
  await settle(ctx, id, { decision: 'withdrawn', reason: null })
  ctx.emit('approval.withdrawn', { approval: id, step: asked.step, subject: asked.subject })
}

/** What was asked about a thing has become pointless: the case was closed otherwise, the account is gone. */
export async function voidApprovals(ctx: Ctx, subject: Uuid, step: string): Promise<void> {
  for (const asked of await openApprovalsOn(ctx, subject, step)) {
    await settle(ctx, asked.id, { decision: 'withdrawn', reason: null })
    ctx.emit('approval.withdrawn', { approval: asked.id, step, subject })
  }
}

async function settle(
  ctx: Ctx,
  id: Uuid,
  { decision, reason }: { decision: NonNullable<Approval['decision']>; reason: string | null },
): Promise<void> {
  const decides = ctx.actor.kind === 'staff' && (decision === 'granted' || decision === 'refused')
  await ctx.db
    .updateTable('organisation.approval')
    .set({
      decision,
      reason,
      decided_at: ctx.now,
      decided_by: decides && ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      decided_for: decides ? ctx.actingFor : null,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

/** The database gives the keys of an object in an order of its own. */
const sorted = (payload: Question['payload']) => Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1))

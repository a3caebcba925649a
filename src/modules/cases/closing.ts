import { authorities } from '#modules/responsibility/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Case, Outcome } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import { askToClose, closingNeedsSecond, dropWaiting } from './closing-by-two.ts'
import { caseFor, visibleCase } from './visible.ts'

export interface Closure {
  outcome: Outcome
  /** A public word to the reporter. */
  note?: string | undefined
  /** Whose it is, when it is not ours. */
  authorityId?: Uuid | null
  /** The other case, by id or number, when this one repeats it. */
  duplicateOf?: string | null
}

/**
 * Closes a case with its outcome. Where the town wants two people for that, the second is asked and the case waits.
 * Throws Conflict if its status does not allow it, Invalid if the outcome lacks its reason.
 */
export async function closeCase(ctx: Ctx, id: Uuid, closure: Closure, version?: number): Promise<void> {
  const c = await caseFor(ctx, 'close', id, version)
  if (await closingNeedsSecond(ctx, c, closure.outcome)) {
    await checkedClosure(ctx, c, closure)
    await askToClose(ctx, c, closure)
  } else await closeLocked(ctx, c, closure)
}

/** `two`: who asked and who agreed, where it took both. */
export async function closeLocked(
  ctx: Ctx,
  c: Case,
  closure: Closure,
  two?: { asked_by: Uuid; asked_for: Uuid | null; confirmed_by: Uuid | null },
): Promise<void> {
  const { outcome, note, authorityId } = closure
  const original = await checkedClosure(ctx, c, closure)
  const by = two ? { kind: 'staff', id: two.asked_by } : { kind: ctx.actor.kind, id: actorId(ctx.actor) }
  await changeCase(ctx, c, {
    status: 'closed',
    outcome,
    closed_at: ctx.now,
    ...(authorityId ? { authority_id: authorityId } : {}),
  })
  const message = note?.trim()
    ? addMessage(ctx, c.id, {
        body: note.trim(),
        channel: 'web',
        direction: 'out',
        visibility: c.public ? 'public' : 'parties',
        ...(two && { author: by }),
      })
    : null
  ctx.send(
    `insert into cases.closure (tenant_id, id, case_id, outcome, authority_id, duplicate_of, by_kind, by_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ctx.tenant.id,
      newId(),
      c.id,
      outcome,
      authorityId ?? null,
      original?.id ?? null,
      by.kind,
      by.id,
      ctx.now,
    ],
  )
  ctx.emit('case.closed', {
    case: c.id,
    outcome,
    message,
    authority: authorityId ?? null,
    original: original?.id ?? null,
    ...two,
  })
  if (!two) await dropWaiting(ctx, c)
}

/** What the outcome must say is there; the other case, where this one repeats it. Throws Invalid. */
export async function checkedClosure(
  ctx: Ctx,
  c: Case,
  { outcome, note, authorityId, duplicateOf }: Closure,
): Promise<Case | null> {
  if (outcome === 'no_action' && !note?.trim()) throw new Invalid('case.reason_missing')
  if (outcome === 'not_responsible' && !authorityId && !note?.trim())
    throw new Invalid('case.authority_missing')
  if (outcome === 'duplicate' && !duplicateOf) throw new Invalid('case.original_missing')
  const original = outcome === 'duplicate' ? await originalOf(ctx, duplicateOf!) : null
  if (authorityId && !(await authorities(ctx)).some((a) => a.id === authorityId))
    throw new Invalid('case.no_such_authority')
  if (original?.id === c.id) throw new Invalid('case.own_duplicate')
  // The case that stays open would tell everybody that the other one is there.
  if (original?.restricted && !c.restricted) throw new Invalid('case.original_restricted')
  return original
}

async function originalOf(ctx: Ctx, idOrNumber: string): Promise<Case> {
  try {
    return await visibleCase(ctx, idOrNumber.trim())
  } catch (error) {
    throw error instanceof NotFound ? new Invalid('case.original_unknown') : error
  }
}

/** Opens a closed case again; it goes back to whoever had it. */
export async function reopenCase(
  ctx: Ctx,
  id: Uuid,
  { note, version }: { note: string; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'reopen', id, version)
  await changeCase(ctx, c, { status: 'open', outcome: null, closed_at: null })
  ctx.send(
    'update cases.closure set reopened_at = $3 where tenant_id = $1 and case_id = $2 and reopened_at is null',
    [ctx.tenant.id, id, ctx.now],
  )
  const message = note.trim()
    ? addMessage(ctx, id, {
        body: note.trim(),
        channel: 'web',
        direction: 'internal',
        visibility: 'internal',
      })
    : null
  ctx.emit('case.reopened', { case: id, message })
}

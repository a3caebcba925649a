import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import { closeLocked } from './closing.ts'
import { askedClosure, CLOSE_STEP } from './closing-by-two.ts'
import { partsAsSeen } from './closing-parts.ts'
import { visibleCase } from './visible.ts'

/**
 * A second person has agreed: now the case is closed, in the name of both. Not where a part came to it after they were
 * asked: nobody agreed to end that. Safe to run twice.
 */
export async function closeAsked(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.step !== CLOSE_STEP) return
  const asked = await askedClosure(ctx, event.payload.approval)
  const c = await caseOf(ctx, event)
  if (!asked || !c || (await told(ctx, c, asked.id))) return
  const { outcome, note, authority, forward } = asked.payload
  const parts = asked.payload.parts ?? undefined
  if ((await partsAsSeen(ctx, c, parts)) !== 'seen') {
    await changeCase(ctx, c, {})
    ctx.emit('case.closing_void', { case: c.id, approval: asked.id })
    return
  }
  if (forward && authority) ctx.emit('case.forwarded', { case: c.id, authority })
  await closeLocked(
    ctx,
    c,
    { outcome, ...(note && { note }), authorityId: authority, parts },
    { asked_by: asked.askedBy, asked_for: asked.askedFor, confirmed_by: asked.decidedBy },
  )
}

/** Refused, taken back or void: the history says so, and the reason goes to the colleagues. Safe to run twice. */
export async function closingNotDone(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.step !== CLOSE_STEP) return
  const asked = await askedClosure(ctx, event.payload.approval)
  const c = await caseOf(ctx, event)
  if (!asked || !c || (await told(ctx, c, asked.id))) return
  const refused = asked.decision === 'refused'
  const message =
    refused && asked.reason
      ? addMessage(ctx, c.id, {
          body: asked.reason,
          channel: 'web',
          direction: 'internal',
          visibility: 'internal',
          author: { kind: 'staff', id: asked.decidedBy },
        })
      : null
  await changeCase(ctx, c, {})
  ctx.emit(refused ? 'case.closing_refused' : 'case.closing_dropped', {
    case: c.id,
    approval: asked.id,
    to: asked.decidedBy,
    message,
  })
}

/** The case while it is open. */
async function caseOf(ctx: Ctx, event: StoredEvent): Promise<Case | null> {
  const c = await visibleCase(ctx, event.payload.subject, 'for update').catch((error) => {
    if (error instanceof NotFound) return null
    throw error
  })
  return c?.status === 'closed' ? null : c
}

async function told(ctx: Ctx, c: Case, approval: Uuid): Promise<boolean> {
  const { rows } = await sql`
    select 1 from platform.event e
    where e.tenant_id = ${ctx.tenant.id} and e.stream = ${c.id} and e.payload ->> 'approval' = ${approval}
      and e.type in ('case.closing_refused', 'case.closing_dropped', 'case.closing_void')`.execute(ctx.db)
  return rows.length > 0
}

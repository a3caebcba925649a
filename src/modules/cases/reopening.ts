import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import { closedChildren, lockWhole } from './children.ts'
import { endMerge, mergeOf } from './merged.ts'
import { caseFor } from './visible.ts'

export interface Reopening {
  note: string
  version?: number
  /** Its closed parts that other offices are to take up again; all others stay as they ended (docs/adr/0040). */
  parts?: readonly Uuid[]
}

/**
 * Opens a closed case again; it goes back to whoever had it. One that was merged stands by itself again. Throws
 * Invalid for a part whose whole is closed, NotFound, Forbidden, Conflict.
 */
export async function reopenCase(
  ctx: Ctx,
  id: Uuid,
  { note, version, parts = [] }: Reopening,
): Promise<void> {
  const whole = await lockWhole(ctx, id)
  const c = await caseFor(ctx, 'reopen', id, version)
  if (whole?.closed) throw new Invalid(whole.anonymised ? 'case.parent_anonymised' : 'case.parent_closed')
  const merge = c.outcome === 'duplicate' ? await mergeOf(ctx, id, 'for update') : null
  if (merge) await endMerge(ctx, merge)
  await openAgain(ctx, c, note)
  for (const part of await closedChildren(ctx, id, parts)) await openAgain(ctx, part, note, id)
}

/** `whole`: opened with the case that it is a part of, whose own letter says so. */
async function openAgain(ctx: Ctx, c: Case, note: string, whole?: Uuid): Promise<void> {
  await changeCase(ctx, c, { status: 'open', outcome: null, closed_at: null })
  ctx.send(
    'update cases.closure set reopened_at = $3 where tenant_id = $1 and case_id = $2 and reopened_at is null',
    [ctx.tenant.id, c.id, ctx.now],
  )
  const message = note.trim()
    ? addMessage(ctx, c.id, {
        body: note.trim(),
        channel: 'web',
        direction: 'internal',
        visibility: 'internal',
      })
    : null
  ctx.emit('case.reopened', { case: c.id, message, ...(whole && { whole }) })
}

import { organisation } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import { closeLocked } from './closing.ts'
import { askToClose, closingNeedsSecond } from './closing-by-two.ts'
import { assertNoOpenParts } from './closing-parts.ts'
import { assertSeenAt } from './named.ts'
import { passOn } from './passing-on.ts'
import { caseFor } from './visible.ts'

/** Hands the case on to another unit of the town; its assignee is released, its deadline stays. */
export async function handOver(
  ctx: Ctx,
  id: Uuid,
  { unitId, note, version }: { unitId: Uuid; note?: string; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'handover', id, version)
  const unit = (await organisation(ctx)).units.get(unitId)
  if (!unit || unit.dissolvedAt) throw new Invalid('case.no_such_unit')
  if (unitId === c.unitId) throw new Invalid('case.same_unit')
  await assertSeenAt(ctx, c, unitId)
  await changeCase(ctx, c, { unit_id: unitId, assignee_id: null, authority_id: null })
  const message = note
    ? addMessage(ctx, id, { body: note, channel: 'web', direction: 'internal', visibility: 'internal' })
    : null
  ctx.emit('case.handed_over', { case: id, from: c.unitId, unit: unitId, message })
}

/**
 * Hands the case over to another authority: it is told by mail, the reporter is told whose it is, and the case is
 * closed here as not the town's responsibility. One whose work we can follow gets it without its being closed.
 */
export async function handToAuthority(
  ctx: Ctx,
  id: Uuid,
  { authorityId, note, version }: { authorityId: Uuid; note?: string; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'handover', id, version)
  const authority = (await authorities(ctx)).find((a) => a.id === authorityId)
  if (!authority) throw new Invalid('case.no_such_authority')
  if (authority.byInterface === 'follow') return passOn(ctx, c, authority, note)
  await assertNoOpenParts(ctx, c, 'case.hand_parts')
  const closure = { outcome: 'not_responsible', authorityId, note } as const
  if (await closingNeedsSecond(ctx, c, closure.outcome)) {
    await askToClose(ctx, c, closure, true)
    return
  }
  ctx.emit('case.forwarded', { case: id, authority: authorityId })
  await closeLocked(ctx, c, closure)
}

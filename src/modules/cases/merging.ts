import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type Case, permissionFor } from './case.ts'
import { changeCase } from './changing.ts'
import { closeLocked } from './closing.ts'
import { assertNoOpenParts } from './closing-parts.ts'
import { endMerge, mergeOf } from './merged.ts'
import { caseFor, grantOn } from './visible.ts'

export interface NewMerge {
  /** The case that is kept. */
  into: Uuid
  /** A word to those who reported the other one. */
  note?: string | undefined
  /** What both were when they were looked at. */
  versions?: { case: number; into: number } | undefined
}

/**
 * Two cases are about the same: one closes as a duplicate of the other, and its people hear from then on what the other
 * one's hear. Nothing is moved; what was said and photographed is read in both. Throws NotFound, Forbidden, Conflict
 * (changed, or closed meanwhile), Invalid for a pair that must not be merged (docs/adr/0028).
 */
export async function mergeCases(ctx: Ctx, id: Uuid, { into, note, versions }: NewMerge): Promise<void> {
  if (id === into) throw new Invalid('case.own_duplicate')
  // Always in the same order, so that two people who merge the same pair wait for one another.
  const lock = (which: Uuid) => caseFor(ctx, 'merge', which, versions?.[which === id ? 'case' : 'into'])
  const first = await lock(id < into ? id : into)
  const second = await lock(id < into ? into : id)
  const [c, kept] = first.id === id ? [first, second] : [second, first]
  // On whose behalf, says the case that is ended, whichever was locked last.
  if (ctx.actor.kind === 'staff') ctx.actBy(grantOn(ctx.actor, permissionFor.merge, c))
  assertMergeable(c, kept)
  await assertNoOpenParts(ctx, c, 'case.merge_parts')
  const merge = newId()
  ctx.send(
    `insert into cases.merge (tenant_id, id, case_id, into_id, status, by_id, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ctx.tenant.id,
      merge,
      c.id,
      kept.id,
      c.status,
      ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      ctx.now,
    ],
  )
  await closeLocked(ctx, c, { outcome: 'duplicate', note, duplicateOf: kept.id, merge })
  await changeCase(ctx, kept, {})
  ctx.emit('case.merged', { case: kept.id, other: c.id, merge })
}

function assertMergeable(c: Case, kept: Case): void {
  if (c.kind !== kept.kind) throw new Invalid('case.merge_kind')
  // Whoever reads the one would learn of the other.
  if (c.restricted || kept.restricted) throw new Invalid('case.merge_restricted')
}

/**
 * They are not the same after all: the case stands by itself again, in the status that it had, and its people hear of
 * it alone. Throws NotFound, Forbidden, Conflict.
 */
export async function unmergeCase(ctx: Ctx, id: Uuid, version?: number): Promise<void> {
  const c = await caseFor(ctx, 'unmerge', id, version)
  const merge = await mergeOf(ctx, id, 'for update')
  if (!merge) throw new Conflict('case.not_merged')
  await changeCase(ctx, c, { status: merge.status, outcome: null, closed_at: null })
  ctx.send(
    'update cases.closure set reopened_at = $3 where tenant_id = $1 and case_id = $2 and reopened_at is null',
    [ctx.tenant.id, id, ctx.now],
  )
  await endMerge(ctx, merge)
  ctx.emit('case.unmerged', { case: id, other: merge.into, merge: merge.id })
}

import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { openChildren, type SplitMode, splitModeOf } from './children.ts'

/** The open parts of a case as they were shown to whoever said what is to become of them. */
export interface SeenParts {
  mode: SplitMode
  open: readonly Uuid[]
}

/** Is what is open now what was shown, under the same way of closing? `unasked`: there is some, and nobody was asked. */
export async function partsAsSeen(
  ctx: Ctx,
  c: Pick<Case, 'id'>,
  seen: SeenParts | undefined,
): Promise<'seen' | 'unasked' | 'changed'> {
  const open = await openChildren(ctx, c.id)
  if (open.length === 0) return 'seen'
  if (!seen) return 'unasked'
  const all = open.every((part) => seen.open.includes(part.id))
  return all && (await splitModeOf(ctx, c.id)) === seen.mode ? 'seen' : 'changed'
}

/**
 * A yes is one to what was shown (docs/adr/0040). Throws Invalid `case.parts_open` where nobody was asked,
 * `case.parts_changed` where there is more by now.
 */
export async function assertPartsSeen(
  ctx: Ctx,
  c: Pick<Case, 'id'>,
  seen: SeenParts | undefined,
): Promise<void> {
  const as = await partsAsSeen(ctx, c, seen)
  if (as !== 'seen') throw new Invalid(as === 'unasked' ? 'case.parts_open' : 'case.parts_changed')
}

/** The parts that end with their whole; none where each ends by itself. The caller has made sure that they were seen. */
export async function partsEndedWith(
  ctx: Ctx,
  c: Pick<Case, 'id'>,
  seen: SeenParts | undefined,
): Promise<Case[]> {
  return seen && (await splitModeOf(ctx, c.id)) === 'together' ? openChildren(ctx, c.id) : []
}

/** For what asks nobody about parts, and so is not done while one is open. Throws Invalid with this code. */
export async function assertNoOpenParts(
  ctx: Ctx,
  c: Pick<Case, 'id' | 'number'>,
  code: 'case.merge_parts' | 'case.hand_parts',
): Promise<void> {
  if ((await openChildren(ctx, c.id)).length > 0) throw new Invalid(code, { number: c.number })
}

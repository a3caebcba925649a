import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { splitModeOf } from './children.ts'
import { handToAuthority } from './handing-over.ts'
import { visibleCase } from './visible.ts'

/** A case that was found to be another authority's as it came in is passed on at once. Safe to run twice. */
export async function forwardOpened(ctx: Ctx, event: StoredEvent): Promise<void> {
  const authorityId = event.payload.authority
  if (!authorityId) return
  const c = await visibleCase(ctx, event.stream, 'for update')
  // Where offices of the town work on parts of it already, people decide what becomes of the whole.
  if (c.status === 'closed' || (await splitModeOf(ctx, c.id))) return
  await handToAuthority(ctx, c.id, { authorityId })
}

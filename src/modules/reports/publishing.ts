import { awaitLook, visibleCase } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { type Category, catalogue } from './category.ts'

/** What of a report of this category is public as soon as it is sent. */
export const publicAtOnce = (category: Category): { report: boolean; photos: boolean } => ({
  report: category.public && category.publish === 'at_once',
  photos: category.public && category.publish === 'at_once' && category.publishPhotos === 'at_once',
})

/** Notes of a report that came in that somebody has to look at it before it is public. Safe to run twice. */
export async function noteAwaited(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.kind !== 'report') return
  const category = (await catalogue(ctx)).byCode.get(event.payload.type)
  if (!category?.public || (category.publish === 'at_once' && category.publishPhotos === 'at_once')) return
  const c = await visibleCase(ctx, event.stream)
  if (c.restricted || c.anonymisedAt) return
  if (category.publish === 'after_look') {
    if (!c.public) awaitLook(ctx, c.id, 'report')
  } else if (
    (await photosOf(ctx, [c.id])).some((photo) => photo.stage === 'report' && photo.visibility === 'parties')
  )
    awaitLook(ctx, c.id, 'photos')
}

/**
 * Do photos that are added to this report wait for a look? If so it is noted that they do. For those who add photos to
 * a report that was taken a moment ago, as the system.
 */
export async function photosAwait(ctx: Ctx, id: Uuid): Promise<boolean> {
  const c = await visibleCase(ctx, id)
  const category = (await catalogue(ctx)).byCode.get(c.type)
  if (!category?.public || category.publishPhotos === 'at_once') return false
  awaitLook(ctx, id, category.publish === 'after_look' ? 'report' : 'photos')
  return true
}

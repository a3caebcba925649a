import type { Visibility } from '#modules/files/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { visibleCase } from './visible.ts'

/**
 * May the actor read a file of this case? `original` is only for those who work it. For `readFile` of the files
 * module, which asks inside its transaction.
 */
export async function mayReadFile(
  ctx: Ctx,
  file: { folder: Uuid; visibility: Visibility },
  variant: 'public' | 'thumb' | 'original',
): Promise<boolean> {
  try {
    const c = await visibleCase(ctx, file.folder)
    const { actor } = ctx
    if (actor.kind === 'system') return true
    if (actor.kind === 'staff') {
      const works = may(actor, 'files.original', c.unitId) || c.assigneeId === actor.id
      return variant === 'original' ? works : true
    }
    if (variant === 'original') return false
    if (actor.kind === 'holder' && actor.case === c.id) return file.visibility !== 'internal'
    return c.public && file.visibility === 'public'
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

import type { FileAsked } from '#modules/files/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { partyTo, visibleCases } from './visible.ts'
import { openParts } from './visible-parts.ts'

/**
 * May the actor read a file of this case? What is public anyone may see, staff of other units too; `original` is only
 * for those who work the case. For `readFile` of the files module, which asks inside its transaction.
 */
export async function mayReadFile(
  ctx: Ctx,
  file: FileAsked,
  variant: 'public' | 'thumb' | 'original',
): Promise<boolean> {
  const c = await ctx.db
    .selectFrom('cases.case as c')
    .select([
      'c.id',
      'c.public',
      'c.unit_id',
      'c.assignee_id',
      visibleCases(ctx).as('visible'),
      partyTo(ctx).as('theirs'),
    ])
    .where('c.tenant_id', '=', ctx.tenant.id)
    .where('c.id', '=', file.folder)
    .executeTakeFirst()
  if (!c) return false
  const original = variant === 'original'
  if (c.public && file.visibility === 'public' && !file.restricted && !original) return true
  const { actor } = ctx
  if (!c.visible || !(await isOpen(ctx, file))) return false
  if (actor.kind === 'system') return true
  if (actor.kind === 'staff')
    return !original || may(actor, 'files.original', c.unit_id) || c.assignee_id === actor.id
  return c.theirs && !original && file.visibility !== 'internal'
}

/** What is limited to some people is not there for the others who see the case. */
async function isOpen(ctx: Ctx, file: FileAsked): Promise<boolean> {
  if (!file.restricted) return true
  const row = await ctx.db
    .selectFrom('files.file as f')
    .select('f.id')
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('f.id', '=', file.id)
    .where(openParts(ctx, 'f'))
    .executeTakeFirst()
  return row !== undefined
}

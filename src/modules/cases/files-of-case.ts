import type { FileAsked } from '#modules/files/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { seesChildOf } from './children-seeing.ts'
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
  // Whoever is asked for a part sees what the report shows, not what was added since behind the scenes.
  if (!c.visible)
    return !original && !file.restricted && file.visibility !== 'internal' && (await seesChildOf(ctx, c.id))
  if (!(await isOpen(ctx, file))) return false
  if (actor.kind === 'system') return true
  if (actor.kind === 'staff') return !original || mayReadOriginal(actor, c, file)
  return c.theirs && !original && file.visibility !== 'internal'
}

/** The original shows what somebody blacked out: that takes a right of its own. */
const mayReadOriginal = (
  actor: Actor & { kind: 'staff' },
  c: { unit_id: string | null; assignee_id: string | null },
  { redacted }: FileAsked,
): boolean =>
  redacted
    ? may(actor, 'cases.originals', c.unit_id)
    : may(actor, 'files.original', c.unit_id) || c.assignee_id === actor.id

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

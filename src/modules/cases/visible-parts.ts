import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { isOpenTo } from './naming.ts'

/**
 * May the actor know of this message or file of a case that they see? A condition on the row under this alias. What
 * is limited to some people of the town hall never is public, so the reporter may read what was written to them.
 */
export function openParts(ctx: Ctx, alias: 'm' | 'f' | 'files.file' | 'cases.message'): RawBuilder<boolean> {
  const { actor } = ctx
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const restricted = column('restricted')
  switch (actor.kind) {
    case 'system':
    case 'holder':
    case 'citizen':
      return sql<boolean>`true`
    case 'staff':
      return sql<boolean>`(not ${restricted} or ${isOpenTo(ctx, actor, {
        caseId: column(alias === 'f' || alias === 'files.file' ? 'folder_id' : 'case_id'),
        part: column('id'),
      })})`
    case 'machine':
    case 'anonymous':
      return sql<boolean>`not ${restricted}`
  }
}

/** A condition on `platform.event e` of a case that the actor sees: it speaks of no part that is closed to them. */
export function openEvents(ctx: Ctx): RawBuilder<boolean> {
  if (ctx.actor.kind === 'system') return sql<boolean>`true`
  const tenant = ctx.tenant.id
  return sql<boolean>`not exists (
      select 1 from cases.message m where m.tenant_id = ${tenant} and m.case_id = e.stream and m.restricted
        and m.id::text = e.payload ->> 'message' and not ${openParts(ctx, 'm')})
    and not exists (
      select 1 from files.file f where f.tenant_id = ${tenant} and f.folder_id = e.stream and f.restricted
        and f.id::text = e.payload ->> 'file' and not ${openParts(ctx, 'f')})`
}

import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * Forgets before and after of all changes to these things (parties, cases, accounts). The events that name the changes
 * stay with their digests, which without salt and words say nothing.
 */
export async function eraseChanges(ctx: Ctx, streams: readonly Uuid[]): Promise<void> {
  if (streams.length === 0) return
  await sql`
    update audit.change set before = null, after = null, salt = '', erased_at = ${ctx.now}
    where tenant_id = ${ctx.tenant.id} and erased_at is null and id in (
      select (e.payload ->> 'change')::uuid from platform.event e
      where e.tenant_id = ${ctx.tenant.id} and e.stream = any (${[...streams]}::uuid[])
        and e.payload ->> 'change' is not null)`.execute(ctx.db)
}

/** The same for everything that is older. Returns how many were forgotten, at most `limit` at a time. */
export async function eraseChangesBefore(ctx: Ctx, before: Date, limit = 1000): Promise<number> {
  const { rows } = await sql`
    update audit.change set before = null, after = null, salt = '', erased_at = ${ctx.now}
    where tenant_id = ${ctx.tenant.id} and id in (
      select c.id from audit.change c
      where c.tenant_id = ${ctx.tenant.id} and c.at < ${before} and c.erased_at is null
      order by c.at limit ${limit})
    returning id`.execute(ctx.db)
  return rows.length
}

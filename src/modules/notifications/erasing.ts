import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Deletes all mail that speaks of these cases or accounts; what still waits is not sent any more. */
export async function eraseMail(ctx: Ctx, streams: readonly Uuid[]): Promise<number> {
  if (streams.length === 0) return 0
  const rows = await ctx.db
    .deleteFrom('platform.mail')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('stream', 'in', [...streams])
    .returning('id')
    .execute()
  return rows.length
}

/** Deletes single letters, by the word under which they were queued. */
export async function eraseLetters(ctx: Ctx, words: readonly string[]): Promise<void> {
  if (words.length === 0) return
  await ctx.db
    .deleteFrom('platform.mail')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('dedupe', 'in', [...words])
    .execute()
}

/** Deletes mail that was sent, kept or given up before then. Returns how many, at most `limit` at a time. */
export async function eraseMailBefore(ctx: Ctx, before: Date, limit = 1000): Promise<number> {
  const { rows } = await sql`
    delete from platform.mail where tenant_id = ${ctx.tenant.id} and id in (
      select m.id from platform.mail m
      where m.tenant_id = ${ctx.tenant.id} and m.status in ('sent', 'failed', 'kept')
        and coalesce(m.sent_at, m.created_at) < ${before}
      order by m.created_at limit ${limit})
    returning id`.execute(ctx.db)
  return rows.length
}

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

/** Deletes all mail to these addresses, whatever it speaks of. */
export async function eraseMailTo(ctx: Ctx, addresses: readonly string[]): Promise<number> {
  if (addresses.length === 0) return 0
  const { rows } = await sql`
    delete from platform.mail where tenant_id = ${ctx.tenant.id}
      and lower(recipient) = any (${addresses.map((a) => a.toLowerCase())}::text[]) returning id`.execute(
    ctx.db,
  )
  return rows.length
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

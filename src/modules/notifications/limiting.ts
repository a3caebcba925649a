import { sql } from 'kysely'
import { foldEmail } from '#modules/identity/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hmac } from '#platform/secret.ts'

/** `asked`: whether somebody wants to hear of something. `reported`: what came of a report, which one may send often. */
export const LETTERS_A_DAY = { asked: 12, reported: 60 } as const
export type Cause = keyof typeof LETTERS_A_DAY

const DAY = 86_400_000

/**
 * Counts a letter that somebody causes to an address which nobody has shown to be theirs. False when it has had enough
 * for a day: whoever types a stranger's cannot flood them, by however many of the platform's processes.
 */
export async function mayCause(ctx: Ctx, cause: Cause, email: string): Promise<boolean> {
  const recipient = hmac(await secret(ctx, 'notifications.caused'), foldEmail(email))
  const over = new Date(ctx.now.getTime() - DAY)
  // One statement, so that of many at once each sees the one before it.
  const { rows } = await sql<{ n: number }>`
    insert into notifications.caused as c (tenant_id, cause, recipient, since, n)
    values (${ctx.tenant.id}, ${cause}, ${recipient}, ${ctx.now}, 1)
    on conflict (tenant_id, cause, recipient) do update set
      n = case when c.since <= ${over} then 1 else c.n + 1 end,
      since = case when c.since <= ${over} then excluded.since else c.since end
    returning c.n`.execute(ctx.db)
  return rows[0]!.n <= LETTERS_A_DAY[cause]
}

/** What was counted more than a day ago counts no more, and is forgotten. */
export async function forgetCaused(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('notifications.caused')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('since', '<=', new Date(ctx.now.getTime() - DAY))
    .execute()
}

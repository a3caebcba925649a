import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000

/** What is over goes: sessions, links and invitations after their time, challenges at once. */
export async function clean(ctx: Ctx): Promise<void> {
  const over = new Date(ctx.now.getTime() - DAY)
  for (const table of ['citizens.session', 'citizens.challenge'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('expires_at', '<=', ctx.now)
      .execute()
  // A day longer, because letters are counted by their links.
  for (const table of ['citizens.link', 'citizens.invitation'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('expires_at', '<=', over)
      .execute()
}

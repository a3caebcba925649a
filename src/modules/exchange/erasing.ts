import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'

/** A case was anonymised: where else it is, and what they said of it, goes too. */
export async function eraseTransfers(ctx: Ctx, { stream }: StoredEvent): Promise<void> {
  for (const table of ['exchange.outgoing', 'exchange.received', 'exchange.transfer'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', stream)
      .execute()
}

const LOG_DAYS = 90
const PULL_DAYS = 365

/** The log of what was sent goes back ninety days, that of their list a year. */
export async function clean(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('exchange.outgoing')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('status', 'in', ['sent', 'dropped'])
    .where('done_at', '<', new Date(ctx.now.getTime() - LOG_DAYS * 86_400_000))
    .execute()
  await ctx.db
    .deleteFrom('exchange.pull')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('at', '<', new Date(ctx.now.getTime() - PULL_DAYS * 86_400_000))
    .execute()
}

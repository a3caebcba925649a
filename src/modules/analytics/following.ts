import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { countCases, newlyLate } from './facts.ts'
import { renewMonths } from './figures.ts'

/** Events, and cases that became late, looked at in one transaction. */
const AT_ONCE = 5000

/** Brings the numbers of all towns up to date. Safe to run in several processes at once, and twice. */
export async function followNumbers(platform: Platform): Promise<void> {
  for (const tenant of await platform.tenants.all()) while (await step(platform, tenant));
}

/** Answers whether there may be more. */
const step = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: system('analytics') }, async (ctx) => {
    await ctx.db
      .insertInto('analytics.progress')
      .values({ tenant_id: tenant.id, n: 0, at: ctx.now })
      .onConflict((oc) => oc.column('tenant_id').doNothing())
      .execute()
    const before = await ctx.db
      .selectFrom('analytics.progress')
      .select('n')
      .where('tenant_id', '=', tenant.id)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!before) return false
    const after = Number(before.n)
    const events = await ctx.db
      .selectFrom('platform.feed as f')
      .innerJoin('platform.event as e', (j) =>
        j.onRef('e.tenant_id', '=', 'f.tenant_id').onRef('e.id', '=', 'f.event_id'),
      )
      .select(['f.n', 'e.stream', 'e.type'])
      .where('f.tenant_id', '=', tenant.id)
      .where('e.tenant_id', '=', tenant.id)
      .where('f.n', '>', after)
      .orderBy('f.n')
      .limit(AT_ONCE)
      .execute()
    const touched = events.filter((e) => e.type.startsWith('case.')).map((e) => e.stream)
    const late = await newlyLate(ctx, AT_ONCE)
    const months = await countCases(ctx, [...new Set([...touched, ...late])])
    await renewMonths(ctx, months)
    move(ctx, Number(events.at(-1)?.n ?? after))
    return events.length === AT_ONCE || late.length === AT_ONCE
  })

function move(ctx: Ctx, n: number): void {
  ctx.send('update analytics.progress set n = $2, at = $3 where tenant_id = $1', [ctx.tenant.id, n, ctx.now])
}

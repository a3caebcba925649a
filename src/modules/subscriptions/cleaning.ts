import { eraseMail } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { eraseSubscribers } from './erasing.ts'
import { PUSH_TTL_MS } from './push-queue.ts'

const DAY = 86_400_000
/** A weekly letter tells of the last seven days; one that was late, of a few more. */
const NEWS_DAYS = 15
/** A push service that has taken nothing for a device for so long will take nothing any more. */
const FAILING_DAYS = 60
const BATCH = 500

/** What is over goes: requests that nobody confirmed with the letters that asked, news, messages, devices out of reach. */
export async function clean(ctx: Ctx): Promise<void> {
  await forgetRequests(ctx)
  await ctx.db
    .deleteFrom('subscriptions.news')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('at', '<', new Date(ctx.now.getTime() - NEWS_DAYS * DAY))
    .execute()
  await ctx.db
    .deleteFrom('subscriptions.push')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('created_at', '<', new Date(ctx.now.getTime() - PUSH_TTL_MS))
    .execute()
  const dead = await ctx.db
    .selectFrom('subscriptions.subscriber')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('failing_since', '<', new Date(ctx.now.getTime() - FAILING_DAYS * DAY))
    .limit(BATCH)
    .execute()
  await eraseSubscribers(
    ctx,
    dead.map((r) => r.id),
  )
}

async function forgetRequests(ctx: Ctx): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('subscriptions.request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('expires_at', '<=', ctx.now)
    .returning('id')
    .execute()
  await eraseMail(
    ctx,
    gone.map((r) => r.id),
  )
}
